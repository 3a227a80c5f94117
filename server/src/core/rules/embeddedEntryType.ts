import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedEntryType: Rule = {
  id: "embedded-entry-type",
  severity: "warning",
  serverEffect: null,
  summary: "An entry of a list or map in a manifest is not text, so that it never becomes a line.",
  instead: "Put the text in single quotes, in JSON in double ones.",
  appends: true,
  embedded: {
    kind: "entry-type",
    message: (word) => {
      const [type = "", format = "YAML"] = word.split(" ").reverse();
      const quotes = format === "JSON" ? "double quotes" : "single quotes";
      return (
        messages[type]?.(format, quotes) ??
        `${format} reads ${words[type] ?? type} here, not text; put it in ${quotes}.`
      );
    },
    detail: (word, carrier) =>
      word.startsWith("JSON ")
        ? `${carrier.name} takes text alone.`
        : `${carrier.name} takes text alone. YAML ends a key at a colon with a blank behind it, and reads on, no and numbers as other things than text.`,
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

const messages: Readonly<Record<string, (format: string, quotes: string) => string>> = {
  null: (format, quotes) => `${format} reads nothing here; remove the entry, or write its text in ${quotes}.`,
  tagged: () => "The tag makes something else than text of this; remove the tag.",
};
