import { isWithdrawn } from "../cluster/protocolAge.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confProtocolOld: Rule = {
  id: "conf-protocol-old",
  severity: "warning",
  serverEffect: null,
  summary: "The settings allow TLS 1.0 or 1.1.",
  instead: "Leave the setting out, or write `TLSv1.2` or `TLSv1.3`.",
  cluster({ cluster: { settings } }, report) {
    const minimum = settings?.assignment("ssl_min_protocol_version");
    if (!minimum || !isWithdrawn(minimum.value)) return;
    report(
      minimum.place,
      `${minimum.value} is insecure and withdrawn (RFC 8996); write TLSv1.2 or leave the setting out.`,
    );
  },
  fix({ span }, target) {
    return [replaceText(target, "Change to TLSv1.2", span, "'TLSv1.2'")];
  },
};

export const confProtocolOldPage: RulePage = {
  why: "RFC 8996 withdrew both: they depend on SHA-1 and MD5. All clients since PostgreSQL 9.x with OpenSSL 1.0.1 can use TLS 1.2, which is the default minimum. OpenSSL 3 refuses both at its usual security level anyway.",
  bad: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'TLSv1'
    #                          ^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'TLSv1.2'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'TLSv1.3'
    `,
  ],
};
