import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const embeddedModeUnknown: Rule = {
  id: "embedded-mode-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "The `sslmode` or another word for a program's own connections is one that libpq does not know.",
  instead: "Write disable, allow, prefer, require, verify-ca or verify-full.",
  embedded: {
    kind: "mode-unknown",
    message: (word) => {
      const [name = "", value = ""] = word.split(/=(.*)/s);
      const known = choices[name] ?? "";
      return `libpq knows no ${name} ${shown(value)}; write ${known}.`;
    },
  },
};

const choices: Readonly<Record<string, string>> = {
  sslmode: "require, verify-ca or verify-full",
  channel_binding: "disable, prefer or require",
  sslnegotiation: "postgres or direct",
  gssencmode: "disable, prefer or require",
};

export const embeddedModeUnknownPage: RulePage = {
  why: "Patroni connects to its servers, and standbys to their primary, with the `sslmode` of `postgresql.authentication`. libpq refuses one that it does not know, so that neither can connect.",
  bad: [
    `
      -- patroni.yaml --
      scope: orders
      postgresql:
        authentication:
          replication:
            username: replicator
            sslmode: verify_full
            #        ^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- patroni.yaml --
      scope: orders
      postgresql:
        authentication:
          replication:
            username: replicator
            sslmode: verify-full
            sslrootcert: /etc/patroni/ca.crt
    `,
  ],
};
