import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedSecretIncomplete: Rule = {
  id: "embedded-secret-incomplete",
  severity: "warning",
  serverEffect: null,
  summary:
    "A manifest gives a certificate without the CA that issued it, or a secret without a key that the server needs.",
  instead: "Name the secret with the CA as well, and add the key that is missing.",
  embedded: {
    kind: "secret-incomplete",
    message: (word) => `${word}.`,
  },
};

export const embeddedSecretIncompletePage: RulePage = {
  why: "Where the manifest gives no CA, the operator makes one of its own, which did not issue the certificate. Whoever verifies the certificate with that CA refuses it: standbys and clients refuse the server, or the server its standbys.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        certificates:
          serverTLSSecret: orders-server
          #^^^^^^^^^^^^^^
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
          serverCASecret: orders-ca
    `,
  ],
};
