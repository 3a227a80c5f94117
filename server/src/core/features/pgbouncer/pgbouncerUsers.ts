import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import { type ListedUser, secretKind } from "../../syntax/pgbouncer/readUserList.ts";
import { lineOf, parameterOf } from "./databaseLine.ts";

/** What PgBouncer knows of a user's password; `unknown` where it is not known here, `no-user` where there is no such user. */
export type KnownSecret = ListedUser["secret"] | "unknown" | "no-user";

/** The password by which PgBouncer checks a user, and logs in to servers as this user. */
export function secretOf(pgbouncer: PgBouncer, user: string, database: string): KnownSecret {
  const { users, settings, files, entries } = pgbouncer;
  const listed = users?.users.findLast(({ name }) => name === user);
  if (listed) return listed.secret;
  if (settings.get("auth_file")?.value && !users && files.get("auth_file")?.state !== "missing")
    return "unknown";
  if (users?.fault === undefined && entries.some(({ entry, section }) => isUser(entry, section, user)))
    return "none";
  const line = lineOf(pgbouncer, database);
  return settings.get("auth_user")?.value || (line && parameterOf(line, "auth_user")) ? "unknown" : "no-user";
}

/** The password that a line of `[databases]` has for the server, or else that of its role. */
export function serverSecretOf(pgbouncer: PgBouncer, role: string, database: string): KnownSecret {
  const line = lineOf(pgbouncer, database);
  const password = line && parameterOf(line, "password");
  return password ? secretKind(password) : secretOf(pgbouncer, role, database);
}

/** A line of `[users]` makes a user, without a password. */
function isUser(
  entry: PgBouncer["entries"][number]["entry"],
  section: string | undefined,
  user: string,
): boolean {
  return entry.kind === "assignment" && section === "users" && entry.name === user;
}
