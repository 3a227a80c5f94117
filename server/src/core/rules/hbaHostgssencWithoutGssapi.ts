import type { Rule } from "../ruleKit/rule.ts";

export const hbaHostgssencWithoutGssapi: Rule = {
  id: "hba-hostgssenc-without-gssapi",
  severity: "warning",
  serverEffect: null,
  summary: "A `hostgssenc` line stands in the configuration of a server without GSSAPI.",
  why: "A server built without GSSAPI cannot encrypt with it: the line loads but never matches.",
  instead: "Use `hostssl`, or a server built with GSSAPI.",
  bad: [
    `
    # pgssl: build=ssl
    hostgssenc all all 10.0.0.0/8 scram-sha-256
    #^^^^^^^^^
    `,
  ],
  good: [
    `
    hostgssenc all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  hbaAccess({ type, method }, { build }, report) {
    if (type?.tokens[0]?.text !== "hostgssenc" || type.tokens.length > 1 || !method || build.has("gssapi"))
      return;
    report(type.span, "This server is built without GSSAPI, so the line never matches a connection.");
  },
};
