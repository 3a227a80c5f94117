import { connectionType } from "../data/connectionTypes.ts";
import { hbaKeyword } from "../data/hbaKeywords.ts";
import { numericAddress } from "../model/address.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import type { AuthField, AuthToken } from "../syntax/authLine.ts";
import { isReference } from "../syntax/authReference.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaColumnsSwapped: Rule = {
  id: "hba-columns-swapped",
  severity: "warning",
  serverEffect: null,
  summary: "A word that means something in one column only is in another.",
  instead:
    "Write the database first and the user second: `host replication replicator …`. Put quotation marks around the word if a role or database is really called so.",
  hba(record, _context, report) {
    if (!connectionType(record.type?.tokens[0]?.text ?? "")) return;
    for (const { token, column, own } of misplaced(record))
      report(
        token.span,
        `${token.text} is a plain name in the ${column} column; write it in the ${own} column, or quote it.`,
        {
          detail: `Only in the ${own} column has it a meaning of its own. The server accepts the line, and looks for a ${thing[column]} of this name.`,
        },
      );
  },
  fix({ span }, target) {
    const { record } = target;
    if (!("options" in record)) return [];
    const found = misplaced(record).find(({ token }) => token.span.start === span.start);
    if (!found || found.own === "method") return [];
    const { column, own } = found;
    const [wrong, right] = [record[column], record[own]];
    const isMoved = [wrong, right].every((field) => field?.tokens.every((token) => !isReference(token)));
    if (!wrong || !right || record.mask || !isMoved || record.fields !== record.line.fields) return [];
    const text = ({ start, end }: { start: number; end: number }) => record.line.text.slice(start, end);
    const [first, second] =
      own === "user"
        ? [column, own]
        : column === "user" && own === "database"
          ? [own, column]
          : [column, own];
    return [
      {
        title: `Swap ${first} and ${second}`,
        edits: [
          { place: target.place(wrong.span), newText: text(right.span) },
          { place: target.place(right.span), newText: text(wrong.span) },
        ],
      },
    ];
  },
};

export const hbaColumnsSwappedPage: RulePage = {
  why: "`replication`, `sameuser` and `samerole` mean something in the database column only, and `+role` in the user column only. An address means something in the address column, and a method in the method column. In any other column each is a plain name, so the line loads and matches nobody.",
  bad: [
    `
    host replicator replication 10.0.0.0/8 scram-sha-256
    #               ^^^^^^^^^^^
    `,
    `
    hostssl +dba all 10.0.0.0/8 scram-sha-256
    #       ^^^^
    `,
    `
    local all sameuser peer
    #         ^^^^^^^^
    `,
    `
    host all 10.0.0.0/8 all scram-sha-256
    #        ^^^^^^^^^^
    `,
    `
    host all all md5 trust
    #            ^^^
    `,
  ],
  fixed: [
    `
    host replication replicator 10.0.0.0/8 scram-sha-256
    `,
    `
    hostssl all +dba 10.0.0.0/8 scram-sha-256
    `,
    `
    local sameuser all peer
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    null,
  ],
  good: [
    `
    host replication replicator 10.0.0.0/8 scram-sha-256
    host replication replication 10.0.0.0/8 scram-sha-256
    host all +dba 10.0.0.0/8 scram-sha-256
    host app "replication" 10.0.0.0/8 scram-sha-256
    host v1.2 app.svc 10.0.0.0/8 scram-sha-256
    host app all ldap scram-sha-256
    `,
  ],
};

interface Misplaced {
  readonly token: AuthToken;
  readonly column: "database" | "user" | "address";
  readonly own: "database" | "user" | "address" | "method";
}

const thing = { database: "database", user: "role", address: "host" } as const;

/** Methods that are hardly the name of a machine. */
const plainMethods: ReadonlySet<string> = new Set([
  "trust",
  "reject",
  "md5",
  "password",
  "scram-sha-256",
  "cert",
  "peer",
  "ident",
]);

/** An address as nobody calls a database or role. */
function isAddress(token: AuthToken): boolean {
  const { text } = token;
  if (!isWord(token)) return false;
  if (text === "samehost" || text === "samenet") return true;
  return /^(?:\d+\.){3}|:/.test(text) && numericAddress(text.replace(/\/\d+$/, "")) !== undefined;
}

function misplaced({ database, user, address, include }: HbaRecord): readonly Misplaced[] {
  if (include) return [];
  const found: Misplaced[] = [];
  for (const token of database?.tokens ?? []) {
    if (isAddress(token)) found.push({ token, column: "database", own: "address" });
    else if (isWord(token) && token.text.length > 1 && token.text.startsWith("+"))
      found.push({ token, column: "database", own: "user" });
  }
  for (const token of user?.tokens ?? []) {
    if (isAddress(token)) found.push({ token, column: "user", own: "address" });
    else if (isDatabaseKeyword(token, database)) found.push({ token, column: "user", own: "database" });
  }
  const method = address?.tokens.length === 1 ? address.tokens[0] : undefined;
  if (method && !method.quoted && plainMethods.has(method.text))
    found.push({ token: method, column: "address", own: "method" });
  return found;
}

function isDatabaseKeyword(token: AuthToken, database: AuthField | undefined): boolean {
  const { text } = token;
  if (!isWord(token) || text === "all" || !hbaKeyword("database", text)) return false;
  // A role of that name for the replication that it is for is common.
  return text !== "replication" || !database?.tokens.some((name) => !name.quoted && name.text === text);
}

function isWord({ quoted, isUnknown }: AuthToken): boolean {
  return !quoted && !isUnknown;
}
