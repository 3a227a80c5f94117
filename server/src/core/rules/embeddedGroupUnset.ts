import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedGroupUnset: Rule = {
  id: "embedded-group-unset",
  severity: "hint",
  serverEffect: null,
  summary: "A manifest gives a certificate's secret without the group that may read its key.",
  instead:
    "Set the group, which is 103 in Spilo's image, unless the operator's configuration has `spilo_fsgroup`.",
  embedded: {
    kind: "group-unset",
    message: (word) => `Only root can read the key, unless the operator has spilo_fsgroup; set ${word}.`,
    detail: () => "In Spilo's image the group of the server's user is 103.",
  },
};

export const embeddedGroupUnsetPage: RulePage = {
  why: "The operator mounts the secret with mode 0640, owned by root. The server's user reads the key by the group of the pod, which is set by the manifest or in the operator's configuration; without either the server has no key and does not start.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: acid.zalan.do/v1
      kind: postgresql
      spec:
        tls:
        #^^
          secretName: orders-tls
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: acid.zalan.do/v1
      kind: postgresql
      spec:
        spiloFSGroup: 103
        tls:
          secretName: orders-tls
    `,
  ],
};
