import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedBlockFolded: Rule = {
  id: "embedded-block-folded",
  severity: "warning",
  serverEffect: null,
  summary: "A folded block makes one line of a file's lines.",
  instead: "Begin the block with `|`, which keeps its lines.",
  appends: true,
  embedded: {
    kind: "block-folded",
    message: (word) => `YAML joins these ${word} to one line, since the block begins with >; write |.`,
  },
};

export const embeddedBlockFoldedPage: RulePage = {
  why: "YAML joins the lines of a block that begins with `>`, with a blank between them. Of several records one is left, with too many words, and of several settings one whose value is the rest.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: v1
      kind: ConfigMap
      data:
        pg_hba.conf:
        #^^^^^^^^^^
          >
          hostssl all all all cert
          hostnossl all all all reject
    `,
  ],
  fixed: [
    `
      -- cluster.yaml --
      apiVersion: v1
      kind: ConfigMap
      data:
        pg_hba.conf:
          |
          hostssl all all all cert
          hostnossl all all all reject
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: v1
      kind: ConfigMap
      data:
        pg_hba.conf: |
          hostssl all all all cert
          hostnossl all all all reject
    `,
  ],
};
