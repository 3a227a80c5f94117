import { newestPgBouncerVersion } from "../model/pgbouncerVersion.ts";
import { ignoredInWords } from "../ruleKit/ignoredInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { readHbaLine } from "../syntax/pgbouncer/readHbaLine.ts";

const around = { version: newestPgBouncerVersion, maps: undefined, namesOf: () => undefined };
const nowhere = { uri: "", line: 0, span: { start: 0, end: 0 } };

export const embeddedPoolerRecord: Rule = {
  id: "embedded-pooler-record",
  severity: "warning",
  serverEffect: null,
  summary: "PgBouncer ignores a record of a pooler's manifest.",
  instead: "Write the record with networks, users and methods that PgBouncer knows.",
  embedded: {
    kind: "pooler-record",
    message: (word) => {
      const read = readHbaLine(word, around);
      return read?.kind === "ignored"
        ? ignoredInWords(read, nowhere, around.version).message
        : "The release of PgBouncer in the image ignores this record.";
    },
  },
};

export const embeddedPoolerRecordPage: RulePage = {
  why: "The records of a `Pooler` are PgBouncer's, whose dialect of pg_hba.conf is smaller: no groups, no host names, no options but `map`, fewer methods. PgBouncer ignores a record that it does not understand, with a line in its log, and goes on: what the record was to refuse, the operator's last records admit.",
  bad: [
    `
      -- pooler.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Pooler
      spec:
        pgbouncer:
          parameters:
            client_tls_sslmode: require
          pg_hba:
            - hostssl all +staff 10.0.0.0/8 scram-sha-256
            #             ^^^^^^
            - hostssl all all samenet scram-sha-256
            #                 ^^^^^^^
    `,
  ],
  good: [
    `
      -- pooler.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Pooler
      spec:
        pgbouncer:
          parameters:
            client_tls_sslmode: require
          pg_hba:
            - hostssl all app 10.0.0.0/8 scram-sha-256
    `,
  ],
};
