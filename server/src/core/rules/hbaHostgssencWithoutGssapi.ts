import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord } from "../ruleKit/textFix.ts";

export const hbaHostgssencWithoutGssapi: Rule = {
  id: "hba-hostgssenc-without-gssapi",
  severity: "warning",
  serverEffect: null,
  summary: "A `hostgssenc` record never matches on a server without GSSAPI.",
  instead:
    "Use `hostssl`, or a server built with GSSAPI. If yours is, set `pgssl.serverBuild` or `--server-build`.",
  hbaAccess({ type, method }, { build }, report) {
    if (type?.tokens[0]?.text !== "hostgssenc" || type.tokens.length > 1 || !method || build.has("gssapi"))
      return;
    report(type.span, "The line never matches, as this server is built without GSSAPI; use hostssl.", {
      detail:
        "The server loads the line and logs “hostgssenc record cannot match”. If it is built with GSSAPI, set pgssl.serverBuild.",
    });
  },
  fix: (_finding, target) => [removeRecord(target, "Remove this record, which is never used")],
};

export const hbaHostgssencWithoutGssapiPage: RulePage = {
  why: "A server built without GSSAPI cannot encrypt with it. It loads the line, logs “hostgssenc record cannot match because GSSAPI is not supported by this build”, and never matches it.",
  bad: [
    `
    # pgssl: build=ssl
    hostgssenc all all 10.0.0.0/8 scram-sha-256
    #^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: build=ssl
    `,
  ],
  good: [
    `
    hostgssenc all all 10.0.0.0/8 scram-sha-256
    `,
  ],
};
