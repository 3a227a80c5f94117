import { placeIn, stopsReading } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that pgbouncer.ini includes and PgBouncer cannot read. */
export const pgbouncerIncludeUnusable: Rule = {
  id: "pgbouncer-include-unusable",
  severity: "error",
  serverEffect: "start-error",
  summary: "PgBouncer cannot read a file that its configuration includes.",
  instead: "Write the absolute path of a file that is there, or remove the line.",
  pgbouncer(pgbouncer, report) {
    const seen = new Set<string>();
    for (const placed of pgbouncer.entries) {
      const { entry, include, uri } = placed;
      if (entry.kind !== "include" || !include || include === "read" || include === "unknown") continue;
      const key = `${uri} ${entry.line}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const place = placeIn(placed, entry.span);
      const message =
        include === "too-deep"
          ? "Includes lead to more than ten levels here, perhaps in a circle; remove one of them."
          : include === "missing"
            ? "The included file does not exist; correct the path or remove the line."
            : "The included file cannot be read as text; name another one.";
      report(place, message, { detail: stopsReading(pgbouncer, place, "error processing include file") });
    }
  },
};

export const pgbouncerIncludeUnusablePage: RulePage = {
  why: "PgBouncer stops at an include that it cannot read, and at more than ten levels of them. A relative path starts where PgBouncer was started, not beside the file.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      %include /data/users.ini
      #        ^^^^^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      %include /data/pgbouncer.ini
      #        ^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      %include /data/pgbouncer/users.ini
      %include /elsewhere/users.ini
      %include relative.ini
      [pgbouncer]
      -- pgbouncer/users.ini --
      [users]
    `,
  ],
};
