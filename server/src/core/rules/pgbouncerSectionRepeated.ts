import { placeIn } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A second section [pgbouncer], which undoes the first. */
export const pgbouncerSectionRepeated: Rule = {
  id: "pgbouncer-section-repeated",
  severity: "warning",
  serverEffect: null,
  summary: "A further section [pgbouncer] puts all settings above it back to their defaults.",
  instead:
    "Keep one section `[pgbouncer]`; an included file with settings needs no head if it is included in that section.",
  pgbouncer({ entries }, report) {
    const before = new Set<string>();
    for (const placed of entries) {
      const { entry, section } = placed;
      if (entry.kind === "assignment" && section === "pgbouncer") before.add(entry.name);
      if (entry.kind !== "section" || entry.name !== "pgbouncer") continue;
      if (before.size > 0)
        report(
          placeIn(placed, { start: entry.span.start - 1, end: entry.span.end + 1 }),
          `This gives ${before.size === 1 ? "the setting" : `the ${before.size} settings`} above the default again; join the two sections.`,
          { detail: `Without effect: ${[...before].slice(0, 20).join(", ")}.` },
        );
      before.clear();
    }
  },
};

export const pgbouncerSectionRepeatedPage: RulePage = {
  why: "Each time PgBouncer reads the head of the section `[pgbouncer]`, in an included file too, it gives all settings their defaults. What was set above, as TLS, is gone without a message.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      [databases]
      shop = host=db.example.com
      [pgbouncer]
      #^^^^^^^^^^
      auth_type = scram-sha-256
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = scram-sha-256
      [databases]
      shop = host=db.example.com
    `,
  ],
};
