import type { Rule } from "../ruleKit/rule.ts";
import { changeSetting } from "../ruleKit/settingFix.ts";

export const hbaHostsslWithoutSsl: Rule = {
  id: "hba-hostssl-without-ssl",
  severity: "warning",
  serverEffect: null,
  summary: "A `hostssl` line stands in the configuration of a server that does not do TLS.",
  why: "With `ssl = off` (the default), or a server built without OpenSSL, the line loads but never matches; clients fall through to the lines below or are refused.",
  instead: "Set `ssl = on` in postgresql.conf, with a certificate and key.",
  bad: [
    `
    -- postgresql.conf --
    ssl = off
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 scram-sha-256
    #^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  hbaAccess({ type, method }, { build, settings }, report) {
    if (type?.tokens[0]?.text !== "hostssl" || type.tokens.length > 1 || !method) return;
    if (!build.has("ssl")) {
      report(type.span, "This server is built without TLS, so the line never matches a connection.");
      return;
    }
    if (settings?.isOn("ssl") !== false) return;
    const assignment = settings.assignment("ssl");
    const cause = assignment ? "ssl is off" : "ssl is not set and off by default";
    report(
      type.span,
      `The line never matches, because ${cause} in postgresql.conf: set ssl = on, or clients fall through to the lines below.`,
      assignment && { related: [{ place: assignment.place, message: "TLS is switched off here." }] },
    );
  },
  fix: (_finding, target) => (target.context.build.has("ssl") ? changeSetting(target, "ssl", "on") : []),
};
