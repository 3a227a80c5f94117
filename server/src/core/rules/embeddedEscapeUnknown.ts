import { carrierInWords } from "../carriers/carrierInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedEscapeUnknown: Rule = {
  id: "embedded-escape-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "A text in double quotes has an escape that YAML or JSON does not know.",
  instead: "Put the text in single quotes, where a backslash is a backslash; in JSON double it.",
  appends: true,
  embedded: {
    kind: "escape-unknown",
    message: (word) =>
      word.startsWith("JSON")
        ? `JSON has no escape ${signOf(word)}; write two backslashes for one.`
        : `YAML has no escape ${signOf(word)} in double quotes; put the text in single quotes.`,
    detail: (word, carrier) =>
      `The document is not ${word.slice(0, 4)} then, and ${carrierInWords(carrier)} reads nothing of it.`,
  },
};

/** The escape behind the name of the language that has none such. */
function signOf(word: string): string {
  return word.slice("YAML ".length);
}

export const embeddedEscapeUnknownPage: RulePage = {
  why: "In double quotes a backslash begins an escape of YAML, and of signs such as `.`, `d` or `w`, which regular expressions have behind it, YAML makes an error: nothing of the whole document is read. JSON knows fewer escapes still.",
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
