import { existsIn, type ServerVersion } from "../../../model/serverVersion.ts";
import type { AuthToken } from "../../../syntax/authLine.ts";
import { describeKeyword } from "../../describe/describeAuth.ts";
import { found } from "../finder.ts";
import { code, heading, type Markdown, md, paragraphs } from "../render.ts";
import type { HbaFinder } from "./hbaFinders.ts";

/** The columns for databases and users: keywords, names, groups, regular expressions. */
export const findDatabaseOrUser: HbaFinder = ({ at, snapshot }) => {
  const { token, column } = at;
  if (!token || (column !== "database" && column !== "user")) return undefined;
  const keyword = token.quoted ? undefined : describeKeyword(column, token.text);
  return found(token.span, keyword ?? describeWord(token, column, snapshot.context.serverVersion));
};

function describeWord(token: AuthToken, column: "database" | "user", version: ServerVersion): Markdown {
  const { text, quoted } = token;
  const kind = column === "user" ? "role" : "database";
  if (text.startsWith("/") && text.length > 1) return describeRegex(text.slice(1), `${kind}s`, version);
  if (column === "user" && text.startsWith("+") && !quoted && text.length > 1)
    return describeMembers(text.slice(1));
  return paragraphs(
    heading(md`${kind === "role" ? "Role" : "Database"} ${code(text)}`),
    quoted ? "Written in quotation marks, so that it is a name and no keyword." : undefined,
  );
}

/** A regular expression, which 13 to 15 take for a name where `since16` says so. */
export function describeRegex(pattern: string, things: string, version: ServerVersion): Markdown {
  if (!existsIn({ since: 16 }, version)) {
    return md`The name ${code(`/${pattern}`)} itself: this column may have regular expressions since PostgreSQL 16.`;
  }
  return paragraphs(
    heading(md`All ${things} that match ${code(pattern)}`),
    "An expression of PostgreSQL's own kind (ARE). It need not match the whole name unless “^” and “$” say so.",
  );
}

/** `+role`: direct and indirect members. */
export function describeMembers(role: string): Markdown {
  return paragraphs(
    heading(md`Members of the role ${code(role)}`),
    "Direct and indirect ones; the role itself counts too. Superusers are members only where they were made so.",
  );
}
