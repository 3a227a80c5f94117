import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedSecretNotReloaded: Rule = {
  id: "embedded-secret-not-reloaded",
  severity: "hint",
  serverEffect: null,
  summary: "The operator does not watch the secret of a certificate, so that a renewed one is not used.",
  instead:
    "Give the secret the label `cnpg.io/reload`, for EDB's operator `k8s.enterprisedb.io/reload`; where cert-manager makes it, in `secretTemplate.labels` of its `Certificate`.",
  embedded: {
    kind: "secret-not-reloaded",
    message: (word) => `The operator does not watch ${word}.`,
  },
};

export const embeddedSecretNotReloadedPage: RulePage = {
  why: "CloudNativePG watches the secrets that it makes and those that have its label. When another one changes, the running servers keep the old certificate, and it expires although it was renewed, unless something else has the operator look at the cluster in time.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        certificates:
          serverTLSSecret: orders-server
          #^^^^^^^^^^^^^^
          serverCASecret: orders-server
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: orders-server
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        certificates:
          serverTLSSecret: orders-server
          serverCASecret: orders-server
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: orders-server
        labels:
          cnpg.io/reload: ""
    `,
  ],
};
