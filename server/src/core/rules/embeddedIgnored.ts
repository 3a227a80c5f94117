import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const embeddedIgnored: Rule = {
  id: "embedded-ignored",
  severity: "warning",
  serverEffect: null,
  summary: "A list of records is ignored, since another takes its place.",
  why: "Patroni writes one list: `postgresql.pg_hba` of its own file, or else that of the distributed configuration, which `bootstrap.dcs` fills. `bootstrap.pg_hba` goes into the file only where there is none of these, and none of them counts where `hba_file` is set. Records in the other lists, a `reject` among them, are in no file.",
  instead: "Move the records into the list that counts, and remove the other.",
  embedded: {
    kind: "ignored",
    message: (word, carrier) =>
      `${carrier} ignores these lines, since ${word}; move them to where they count, or remove them.`,
  },
};

export const embeddedIgnoredExamples: RuleExamples = {
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
