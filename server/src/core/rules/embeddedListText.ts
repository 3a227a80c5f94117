import { carrierInWords } from "../carriers/carrierInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedListText: Rule = {
  id: "embedded-list-text",
  severity: "warning",
  serverEffect: null,
  summary: "Lines are given as a text, or as something else, where a list is read.",
  instead: "Write a list, each record an item.",
  appends: true,
  embedded: {
    kind: "list-is-text",
    message: (word, carrier) =>
      `${word} must be a list for ${carrierInWords(carrier)}; write each record as an item.`,
  },
};

export const embeddedListTextPage: RulePage = {
  why: "A block such as `pg_hba: |` is one text. Kubernetes refuses it where a list is wanted; Patroni reads a text as a list of its characters, and writes a file with one character a line, which the server refuses.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_hba: hostssl all all all cert
          #^^^^^
    `,
  ],
  fixed: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_hba:
            - hostssl all all all cert
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_hba:
            - hostssl all all all cert
            - hostnossl all all all reject
    `,
  ],
};
