import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedTlsIncomplete: Rule = {
  id: "embedded-tls-incomplete",
  severity: "warning",
  serverEffect: null,
  summary:
    "TLS of Patroni's own connections is configured in part, or under a name that Patroni does not read.",
  instead: "Write what the message names; certificate, key and CA go together.",
  embedded: {
    kind: "tls-incomplete",
    message: (word) => `${word}.`,
  },
};

export const embeddedTlsIncompletePage: RulePage = {
  why: "Patroni has a REST API, members and `patronictl` connect to it, and its users connect to PostgreSQL. A key without its certificate leaves the API without TLS, a `verify_client` that Patroni does not know lets every client in, and libpq looks for files in the home directory where a certificate, a key or a CA is not named. Behind the records of a `Pooler` CloudNativePG admits all others, with TLS or without.",
  bad: [
    `
      -- patroni.yaml --
      scope: orders
      restapi:
        listen: 0.0.0.0:8008
        keyfile: /etc/patroni/api.key
        #^^^^^^
      postgresql:
        pg_hba: [hostssl all all all cert, hostnossl all all all reject]
    `,
    `
      -- compose.yaml --
      services:
        db:
          image: registry.example.com/patroni
          environment:
            PATRONI_REPLICATION_SSLMODE: verify-full
            #^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- pooler.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Pooler
      spec:
        pgbouncer:
          pg_hba:
          #^^^^^
            - hostssl all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
      -- patroni.yaml --
      scope: orders
      restapi:
        listen: 0.0.0.0:8008
        certfile: /etc/patroni/api.crt
        keyfile: /etc/patroni/api.key
      postgresql:
        pg_hba: [hostssl all all all cert, hostnossl all all all reject]
    `,
  ],
};
