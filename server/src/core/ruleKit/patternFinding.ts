import type { AuthContext } from "../cluster/context.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import { regexProblem } from "../syntax/regex/regexProblem.ts";
import { fileRefused } from "./fileRefused.ts";
import type { Report } from "./rule.ts";
import { shown } from "./words.ts";

/** Reports a word that starts with a slash if the server cannot compile what follows as a regular expression; `effect` is what it does then. */
export function patternFinding(
  token: AuthToken,
  { serverVersion }: AuthContext,
  report: Report,
  effect = fileRefused(logged),
): void {
  if (token.text.charCodeAt(0) !== SLASH) return;
  const pattern = token.text.slice(1);
  const problem = regexProblem(pattern, serverVersion);
  if (!problem) return;
  report(token.span, `Invalid regular expression: ${problem.message}`, {
    ...(problem.detail && { detail: problem.detail }),
    refusal: `The server cannot compile ${shown(pattern)}. ${effect}`,
  });
}

/** Words of the server's log. */
const logged = "invalid regular expression";

const SLASH = 0x2f;
