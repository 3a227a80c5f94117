import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const embeddedModeUnknown: Rule = {
  id: "embedded-mode-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "The `sslmode` of a program's own connections is one that libpq does not know.",
  why: "Patroni connects to its servers, and standbys to their primary, with the `sslmode` of `postgresql.authentication`. libpq refuses one that it does not know, so that neither can connect.",
  instead: "Write disable, allow, prefer, require, verify-ca or verify-full.",
  embedded: {
    kind: "mode-unknown",
    message: (word) => `libpq knows no sslmode ${shown(word)}; write require, verify-ca or verify-full.`,
    detail: () => "disable, allow and prefer are known too, and do not keep connections to TLS.",
  },
};

export const embeddedModeUnknownExamples: RuleExamples = {
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
