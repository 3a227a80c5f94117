import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedSettingMisplaced: Rule = {
  id: "embedded-setting-misplaced",
  severity: "warning",
  serverEffect: null,
  summary: "Lines of pg_hba.conf or pg_ident.conf are given among the settings.",
  instead: "Move the list out of `parameters`, beside it.",
  appends: true,
  embedded: {
    kind: "setting-misplaced",
    message: (word) => `${word} is a list beside the settings, not one of them; move it out of the map.`,
  },
};

export const embeddedSettingMisplacedPage: RulePage = {
  why: "`pg_hba` and `pg_ident` are lists beside the settings, since they become files of their own. Among the settings they are not settings that the server knows: Patroni drops them, other programs write them into postgresql.conf, where the server refuses them. The records that were meant are not in force.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          parameters:
            pg_hba: hostssl all all all cert
            #^^^^^
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
            - hostssl all all all cert
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
            - hostssl all all all cert
            - hostnossl all all all reject
    `,
  ],
};
