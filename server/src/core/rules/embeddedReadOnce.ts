import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedReadOnce: Rule = {
  id: "embedded-read-once",
  severity: "hint",
  serverEffect: null,
  summary: "Settings and records that are read only when a cluster is made.",
  instead:
    "Change a running cluster with `patronictl edit-config`, or write the list into `postgresql` of each member's file.",
  embedded: {
    kind: "read-once",
    message: (word, carrier) =>
      `${carrier.name} reads ${word} here once, when it makes the cluster; use patronictl edit-config later.`,
  },
};

export const embeddedReadOncePage: RulePage = {
  why: "Patroni puts what `bootstrap.dcs` holds into the distributed configuration when it makes the cluster, and never reads it again. A change here does nothing to a cluster that runs.",
  bad: [
    `
      -- patroni.yaml --
      scope: orders
      bootstrap:
        dcs:
          postgresql:
            pg_hba:
            #^^^^^
              - hostssl all all all cert
      postgresql:
        listen: 0.0.0.0:5432
    `,
  ],
  good: [
    `
      -- patroni.yaml --
      scope: orders
      bootstrap:
        dcs:
          ttl: 30
      postgresql:
        pg_hba:
          - hostssl all all all cert
          - hostnossl all all all reject
    `,
  ],
};
