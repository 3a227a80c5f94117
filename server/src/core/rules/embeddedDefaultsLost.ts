import { carrierInWords } from "../carriers/carrierInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedDefaultsLost: Rule = {
  id: "embedded-defaults-lost",
  severity: "warning",
  serverEffect: null,
  summary: "A list in a manifest replaces the image's own records, some of which are needed.",
  instead:
    "Write the records that are needed into the list, `hostnossl … reject` above those of type `host`.",
  appends: true,
  embedded: {
    kind: "defaults-lost",
    message: (record, carrier) =>
      record.startsWith("hostnossl")
        ? `Your list replaces that of ${carrierInWords(carrier)}, and now clients without TLS get in; add ${record} above host.`
        : `Your list replaces that of ${carrierInWords(carrier)}, and now standbys cannot replicate; add ${record}.`,
    detail: () =>
      "The list of Spilo has, among others, hostssl replication standby all md5, and hostnossl all all all reject above its last record.",
  },
};

export const embeddedDefaultsLostPage: RulePage = {
  why: "Spilo has records of its own only while the manifest has none. With a list in `spec.patroni.pg_hba` its record for the standbys is gone, so that replication stops, and its `hostnossl all all all reject`, so that `host` records admit clients without TLS.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: acid.zalan.do/v1
      kind: postgresql
      spec:
        patroni:
          pg_hba:
          #^^^^^
            - local all all peer
            - hostssl all all all scram-sha-256
    `,
  ],
  fixed: [
    `
      -- cluster.yaml --
      apiVersion: acid.zalan.do/v1
      kind: postgresql
      spec:
        patroni:
          pg_hba:
            - local all all peer
            - hostssl all all all scram-sha-256
            - hostssl replication standby all md5
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: acid.zalan.do/v1
      kind: postgresql
      spec:
        patroni:
          pg_hba:
            - local all all peer
            - hostssl replication standby all scram-sha-256
            - hostssl all all all scram-sha-256
    `,
  ],
};
