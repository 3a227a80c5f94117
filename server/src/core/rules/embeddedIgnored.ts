import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedIgnored: Rule = {
  id: "embedded-ignored",
  severity: "warning",
  serverEffect: null,
  summary: "A list of records or a setting is ignored where it is written.",
  instead: "Move the records or the setting to where they count, and remove the others.",
  embedded: {
    kind: "ignored",
    message: (word, carrier) =>
      `${carrier.name} ignores this, since ${word.includes(";") ? word : `${word}; move it to where it counts, or remove it`}.`,
  },
};

export const embeddedIgnoredPage: RulePage = {
  why: "Patroni writes one list: `postgresql.pg_hba` of its own file, or else that of the distributed configuration, which `bootstrap.dcs` fills. `bootstrap.pg_hba` goes into the file only where there is none of these, and none of them counts where `hba_file` is set. Records in the other lists, a `reject` among them, are in no file. It takes settings such as `max_connections` from the distributed configuration alone, and knows Booleans by their whole names: `ssl: y` is left out.",
  bad: [
    `
      -- patroni.yaml --
      scope: orders
      bootstrap:
        pg_hba:
        #^^^^^
          - hostnossl all all all reject
      postgresql:
        pg_hba:
          - local all all peer
    `,
  ],
  good: [
    `
      -- patroni.yaml --
      scope: orders
      bootstrap:
        pg_hba:
          - hostnossl all all all reject
      postgresql:
        listen: 0.0.0.0:5432
    `,
  ],
};
