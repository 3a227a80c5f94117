import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const identColumnMissing: Rule = {
  id: "ident-column-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_ident.conf has fewer than three fields.",
  instead: "Write `MAP SYSTEM-USER DATABASE-USER`.",
  ident(record, _context, report) {
    const last = record.fields.at(-1);
    if (!last || record.databaseUser || record.include || !record.isComplete) return;
    const missing = record.systemUser ? "database user" : "system user and no database user";
    const advice = record.map?.tokens[0]?.text.startsWith("\ufeff")
      ? "a byte-order mark is its first word; save the file without it"
      : "write MAP SYSTEM-USER DATABASE-USER";
    report(last.span, `The line has no ${missing}; ${advice}.`, { refusal: mapsUnused("missing entry") });
  },
};

export const identColumnMissingPage: RulePage = {
  why: "Every line consists of a map name, a system user and a database user. With one bad line the server logs “missing entry” and uses no map of the file, although it starts; a reload keeps the old maps.",
  bad: [
    `
    admins alice
    #      ^^^^^
    `,
    `
    # pgssl: version=15
    include other.conf
    #       ^^^^^^^^^^ includes need PostgreSQL 16
    `,
  ],
  good: [
    `
    admins alice postgres
    `,
  ],
};
