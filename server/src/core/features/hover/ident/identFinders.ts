import { existsIn, type ServerVersion } from "../../../model/serverVersion.ts";
import type { AuthToken } from "../../../syntax/authLine.ts";
import type { IdentRecord } from "../../../syntax/ident/identRecord.ts";
import type { IdentPosition } from "../../../syntax/ident/readIdentRecord.ts";
import { type Finder, found } from "../finder.ts";
import { describeMembers, describeRegex } from "../hba/databaseOrUser.ts";
import { findInclude, findReference } from "../includes.ts";
import { code, heading, type Markdown, md, paragraphs } from "../render.ts";

type IdentFinder = Finder<IdentRecord, IdentPosition>;

const findMap: IdentFinder = ({ record, at, snapshot }) => {
  if (at.column !== "map" || !at.token) return undefined;
  const sentence = lineInWords(record, snapshot.context.serverVersion);
  const use = md`Lines of one name make one map. Records of \`pg_hba.conf\` use it with ${code(`map=${at.token.text}`)}.`;
  return found(at.token.span, paragraphs(heading(md`Map ${code(at.token.text)}`), sentence, use));
};

const findSystemUser: IdentFinder = ({ at }) => {
  if (at.column !== "systemUser" || !at.token) return undefined;
  const origin =
    "The name that the authentication method provides: from the operating system, Kerberos, or a certificate.";
  return found(at.token.span, paragraphs(systemUserHeading(at.token.text), origin));
};

const findDatabaseUser: IdentFinder = ({ record, at, snapshot }) => {
  if (at.column !== "databaseUser" || !at.token) return undefined;
  return found(at.token.span, describeDatabaseUser(at.token, record, snapshot.context.serverVersion));
};

const findExtra: IdentFinder = ({ at }) =>
  at.column === "extra" && at.token
    ? found(at.token.span, md`The server ignores what follows the third column.`)
    : undefined;

/** Every hover in pg_ident.conf. */
export const identFinders: readonly IdentFinder[] = [
  findReference,
  findInclude,
  findMap,
  findSystemUser,
  findDatabaseUser,
  findExtra,
];

function systemUserHeading(text: string): Markdown {
  return heading(
    text.startsWith("/")
      ? md`Every system user that matches ${code(text.slice(1))}`
      : md`System user ${code(text)}`,
  );
}

function describeDatabaseUser(token: AuthToken, record: IdentRecord, version: ServerVersion): Markdown {
  const { text, quoted } = token;
  const hasKeywords = existsIn({ since: 16 }, version);
  if (hasKeywords && text === "all" && !quoted) return md`**Any role.** A keyword since PostgreSQL 16.`;
  if (hasKeywords && text.startsWith("+") && !quoted) return describeMembers(text.slice(1));
  if (text.startsWith("/")) return describeRegex(text.slice(1), "roles", version);
  const capture = text.includes("\\1") && record.systemUser?.tokens[0]?.text.startsWith("/");
  const replaced = md`\`\\1\` is replaced by what the first parentheses of the system user's expression match.`;
  return paragraphs(heading(md`Role ${code(text)}`), capture ? replaced : undefined);
}

/** A complete line as a sentence. */
function lineInWords(
  { systemUser, databaseUser }: IdentRecord,
  version: ServerVersion,
): Markdown | undefined {
  const system = systemUser?.tokens[0]?.text;
  const role = databaseUser?.tokens[0];
  if (system === undefined || !role) return undefined;
  const who = system.startsWith("/")
    ? md`Users that match ${code(system.slice(1))}`
    : md`The user ${code(system)}`;
  const isAny = role.text === "all" && !role.quoted && existsIn({ since: 16 }, version);
  return md`${who} may connect as ${isAny ? "any role" : md`the role ${code(role.text)}`}.`;
}
