import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedSettingFixed: Rule = {
  id: "embedded-setting-fixed",
  severity: "warning",
  serverEffect: null,
  summary: "A manifest gives a setting that the operator sets itself.",
  instead: "Remove the setting; give certificates by the operator's own fields, such as `spec.certificates`.",
  appends: true,
  embedded: {
    kind: "setting-fixed",
    message: (word, carrier) => `${carrier.name} sets ${word} itself; remove it here.`,
  },
};

export const embeddedSettingFixedPage: RulePage = {
  why: "An operator mounts certificates where it wants them and sets the paths, and needs other settings to find its servers. What the manifest says of these is refused or ignored, so that the server runs with other values than those that are written.",
  bad: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        instances: 3
        postgresql:
          parameters:
            ssl_cert_file: /etc/ssl/server.crt
            #^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        instances: 3
    `,
  ],
  good: [
    `
      -- cluster.yaml --
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      spec:
        postgresql:
          parameters:
            ssl_min_protocol_version: TLSv1.2
    `,
  ],
};
