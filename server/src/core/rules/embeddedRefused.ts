import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedRefused: Rule = {
  id: "embedded-refused",
  severity: "warning",
  serverEffect: null,
  summary: "An operator or its schema refuses the manifest.",
  instead: "Write what the message says; where fields exclude each other, remove one of them.",
  embedded: {
    kind: "refused",
    message: (word, carrier) => `${carrier.name} refuses the manifest: ${word}.`,
  },
};

export const embeddedRefusedPage: RulePage = {
  why: "Operators check some fields before they take a manifest: which of them go together, and what a list may hold. A manifest that is refused changes nothing, so that the cluster goes on with the configuration that it has, or is never made.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          ldap:
            server: ldap.example.com
            bindAsAuth:
              prefix: uid=
            bindSearchAuth:
            #^^^^^^^^^^^^^
              baseDN: ou=people,dc=example,dc=com
    `,
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        certificates:
          serverTLSSecret: orders-server
          serverCASecret: orders-ca
          serverAltDNSNames: [db.example.com]
          #^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        certificates:
          serverAltDNSNames: [db.example.com]
    `,
  ],
};
