import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedEntryType: Rule = {
  id: "embedded-entry-type",
  severity: "warning",
  serverEffect: null,
  summary: "An entry of a list or map in a manifest is not text, so that it never becomes a line.",
  instead: "Put the text in single quotes.",
  appends: true,
  embedded: {
    kind: "entry-type",
    message: (word) =>
      messages[word] ?? `YAML reads ${words[word] ?? word} here, not text; put it in single quotes.`,
    detail: (_, carrier) =>
      `${carrier.name} takes text alone. YAML ends a key at a colon with a blank behind it, and reads on, no and numbers as other things than text.`,
  },
};

export const embeddedEntryTypePage: RulePage = {
  why: "YAML reads `- host all all fe80:: md5` as a map, since a colon with a blank behind it ends a key, `- # comment` as nothing, and `on`, `no` or `12` as a Boolean or a number. Kubernetes refuses a manifest in which one of these takes the place of text; Patroni drops the entry, or writes `False` for `no`.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          parameters:
            max_connections: 200
            #                ^^^
          pg_hba:
            - host all all fe80:: md5
            # ^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          parameters:
            max_connections: '200'
          pg_hba:
            - 'host all all fe80:: md5'
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          parameters:
            max_connections: '200'
          pg_hba:
            - 'host all all fe80:: md5'
    `,
  ],
};

const words: Readonly<Record<string, string>> = {
  boolean: "a Boolean",
  number: "a number",
  map: "a map",
  list: "a list",
};

const messages: Readonly<Record<string, string>> = {
  null: "YAML reads nothing here; remove the entry, or write its text in single quotes.",
  tagged: "The tag makes something else than text of this; remove the tag.",
};
