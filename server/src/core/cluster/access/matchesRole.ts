import type { ServerVersion } from "../../model/serverVersion.ts";
import type { AuthToken } from "../../syntax/authLine.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";

/** Whether a word of a user column stands for a role. Who is a member of `+role` is not known here, but for the role itself. */
export function matchesRole(token: AuthToken, role: string, version: ServerVersion): boolean | undefined {
  const { text, quoted, isUnknown } = token;
  if (isUnknown) return undefined;
  if (!quoted && text.startsWith("+")) return text.slice(1) === role || undefined;
  if (!quoted && text === "all") return true;
  if (version >= 16 && text.startsWith("/")) return matchesRegex(text.slice(1), role, version);
  return text === role;
}
