import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const embeddedEscapeUnknown: Rule = {
  id: "embedded-escape-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "A text in double quotes has an escape that YAML does not know.",
  why: "In double quotes a backslash begins an escape of YAML, and of signs such as `.`, `d` or `w`, which regular expressions have behind it, YAML makes an error: nothing of the whole document is read.",
  instead: "Put the text in single quotes, where a backslash is a backslash.",
  appends: true,
  embedded: {
    kind: "escape-unknown",
    message: (word) => `YAML has no escape ${word} in double quotes; put the text in single quotes.`,
    detail: (_, carrier) => `The document is not YAML then, and ${carrier} reads nothing of it.`,
  },
};

export const embeddedEscapeUnknownExamples: RuleExamples = {
  bad: [
    String.raw`
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_ident:
            - "people /^(.*)@example\.com$ \1"
            #                       ^^
    `,
  ],
  fixed: [
    String.raw`
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_ident:
            - 'people /^(.*)@example\.com$ \1'
    `,
  ],
  good: [
    String.raw`
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_ident:
            - 'people /^(.*)@example\.com$ \1'
            - "people /^(.*)@example\\.org$ \\1"
    `,
  ],
};
