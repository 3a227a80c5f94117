import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedTlsOptional: Rule = {
  id: "embedded-tls-optional",
  severity: "warning",
  serverEffect: null,
  summary:
    "TLS is switched on by a value or a variable, and the records of the image admit clients without it.",
  instead: "Give a pg_hba.conf of your own, with `hostssl` records.",
  embedded: {
    kind: "tls-optional",
    message: (word) => `TLS is not required: the image writes ${word}.`,
    detail: () => "The server offers TLS, and a client with sslmode=disable goes without.",
  },
};

export const embeddedTlsOptionalPage: RulePage = {
  why: "`tls.enabled` of Bitnami's chart, and `POSTGRESQL_ENABLE_TLS` of its image, switch `ssl` on and name the files. The pg_hba.conf that the image writes has records of type `host` for everyone, so that clients without TLS get in with a password. With a CA it requires certificates, but only of clients that come with TLS.",
  bad: [
    `
      -- values.yaml --
      auth: { database: orders }
      tls:
        enabled: true
        #^^^^^^
        certificatesSecret: orders-tls
        certFilename: tls.crt
        certKeyFilename: tls.key
      primary: { name: primary }
    `,
    `
      -- compose.yaml --
      services:
        db:
          image: bitnami/postgresql:17
          environment:
            POSTGRESQL_PASSWORD_FILE: /run/secrets/password
            POSTGRESQL_ENABLE_TLS: yes
            #                      ^^^
            POSTGRESQL_TLS_CERT_FILE: /certs/tls.crt
            POSTGRESQL_TLS_KEY_FILE: /certs/tls.key
    `,
  ],
  good: [
    `
      -- values.yaml --
      auth: { database: orders }
      tls:
        enabled: true
        certificatesSecret: orders-tls
        certFilename: tls.crt
        certKeyFilename: tls.key
      primary:
        pgHbaConfiguration: |-
          local all all scram-sha-256
          host all all localhost scram-sha-256
          hostssl all all all scram-sha-256
    `,
  ],
};
