import { hbaKeyword } from "../data/hbaKeywords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import { isReference } from "../syntax/authReference.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaColumnsSwapped: Rule = {
  id: "hba-columns-swapped",
  severity: "warning",
  serverEffect: null,
  summary: "A word that means something to databases only is in the user column, or the other way round.",
  why: "`replication`, `sameuser` and `samerole` mean something in the database column only, and `+role` in the user column only. In the other column each is a plain name, so the line loads and matches nobody.",
  instead:
    "Write the database first and the user second: `host replication replicator …`. Put quotation marks around the word if a role or database is really called so.",
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
  ],
  good: [
    `
    host replication replicator 10.0.0.0/8 scram-sha-256
    host replication replication 10.0.0.0/8 scram-sha-256
    host all +dba 10.0.0.0/8 scram-sha-256
    host app "replication" 10.0.0.0/8 scram-sha-256
    `,
  ],
  hba(record, _context, report) {
    for (const { token, column, own } of misplaced(record))
      report(
        token.span,
        `${token.text} is a plain name in the ${column} column: write it in the ${own} column, or quote it.`,
        {
          detail: `Only in the ${own} column has it a meaning of its own. The server accepts the line, and looks for a ${column === "user" ? "role" : "database"} of this name.`,
        },
      );
  },
  fix(_finding, target) {
    const { record } = target;
    if (!("options" in record)) return [];
    const { database, user } = record;
    const isMoved = [database, user].every((field) => field?.tokens.every((token) => !isReference(token)));
    if (!database || !user || !isMoved || record.fields !== record.line.fields) return [];
    const text = ({ start, end }: { start: number; end: number }) => record.line.text.slice(start, end);
    return [
      {
        title: "Swap database and user",
        edits: [
          { place: target.place(database.span), newText: text(user.span) },
          { place: target.place(user.span), newText: text(database.span) },
        ],
      },
    ];
  },
};

interface Misplaced {
  readonly token: AuthToken;
  readonly column: "database" | "user";
  readonly own: "database" | "user";
}

function misplaced({ database, user, include }: HbaRecord): readonly Misplaced[] {
  if (include) return [];
  const isReplication = database?.tokens.some(({ text, quoted }) => !quoted && text === "replication");
  const inUser = (user?.tokens ?? []).filter(
    ({ text, quoted, isUnknown }) =>
      !quoted &&
      !isUnknown &&
      text !== "all" &&
      hbaKeyword("database", text) &&
      // A role of that name for the replication that it is for is common.
      !(isReplication && text === "replication"),
  );
  const inDatabase = (database?.tokens ?? []).filter(
    ({ text, quoted, isUnknown }) => !quoted && !isUnknown && /^\+./.test(text),
  );
  return [
    ...inUser.map((token) => ({ token, column: "user", own: "database" }) as const),
    ...inDatabase.map((token) => ({ token, column: "database", own: "user" }) as const),
  ];
}
