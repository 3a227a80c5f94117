import type { ServerVersion } from "../../model/serverVersion.ts";
import type { AuthToken } from "../../syntax/authLine.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";

/** Whether a word of a user column matches a role. The members of `+role` are not known here, except the role itself. */
export function matchesRole(
  token: AuthToken,
  role: string,
  version: ServerVersion,
  effort?: RegexEffort,
): boolean | undefined {
  const { text, quoted, isUnknown } = token;
  if (isUnknown) return undefined;
  if (!quoted && text.startsWith("+")) return text.slice(1) === role || undefined;
  if (!quoted && text === "all") return true;
  if (version >= 16 && text.startsWith("/")) return matchesRegex(text.slice(1), role, version, effort);
  return text === role;
}
