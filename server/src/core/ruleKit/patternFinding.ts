import type { AuthContext } from "../cluster/context.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import { regexProblem } from "../syntax/regex/regexProblem.ts";
import type { Report } from "./rule.ts";
import { shown } from "./words.ts";

/** Reports a word that starts with a slash when what follows is no regular expression for the server. */
export function patternFinding(token: AuthToken, { serverVersion }: AuthContext, report: Report): void {
  if (token.text.charCodeAt(0) !== SLASH) return;
  const pattern = token.text.slice(1);
  const problem = regexProblem(pattern, serverVersion);
  if (problem)
    report(
      token.span,
      `The server cannot compile the regular expression ${shown(pattern)}: ${problem.message}`,
    );
}

const SLASH = 0x2f;
