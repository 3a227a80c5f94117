import type { Rule } from "../ruleKit/rule.ts";

export const identColumnMissing: Rule = {
  id: "ident-column-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_ident.conf has fewer than three columns.",
  why: "Every line consists of a map name, a system user and a database user. One bad line makes all maps of the file unusable, although the server starts.",
  instead: "Write `MAP SYSTEM-USER DATABASE-USER`.",
  bad: [
    `
    admins alice
    #      ^^^^^
    `,
    `
    # pgssl: version=15
    include other.conf
    #       ^^^^^^^^^^ these directives came with PostgreSQL 16
    `,
  ],
  good: [
    `
    admins alice postgres
    `,
  ],
  ident(record, _context, report) {
    const last = record.fields.at(-1);
    if (!last || record.databaseUser || record.include || !record.isComplete) return;
    const missing = record.systemUser ? "database user" : "system user and database user";
    const mark = record.map?.tokens[0]?.text.startsWith("\ufeff")
      ? " The file starts with a byte-order mark, which the server takes for a word: save it without."
      : "";
    report(
      last.span,
      `The line ends before its ${missing}, so the server reports it and uses no map of the file.${mark}`,
    );
  },
};
