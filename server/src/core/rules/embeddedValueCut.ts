import { carrierInWords } from "../carriers/carrierInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedValueCut: Rule = {
  id: "embedded-value-cut",
  severity: "warning",
  serverEffect: null,
  summary: "YAML cuts a value at a blank and `#`.",
  instead: "Put the whole value in single quotes.",
  appends: true,
  embedded: {
    kind: "value-cut",
    message: () => "YAML cuts the value here, within quotes; put all of it in single quotes.",
    detail: (word, carrier) =>
      `A # behind a blank starts a comment, so that ${carrierInWords(carrier)} never sees this part of ${word}.`,
  },
};

export const embeddedValueCutPage: RulePage = {
  why: 'In a plain scalar a `#` behind a blank starts a comment of YAML. A password such as `"p #w"` loses its end and its closing quote, and the server gets a line that is not the one that is written.',
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          pg_hba:
            - hostssl all all all ldap ldapserver=l ldapbindpasswd="p #w"
            #                                                         ^^^
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
            - 'hostssl all all all ldap ldapserver=l ldapbindpasswd="p #w"'
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
            - 'hostssl all all all ldap ldapserver=l ldapbindpasswd="p #w"'
            - hostnossl all all all reject # nobody
    `,
  ],
};
