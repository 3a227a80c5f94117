import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { changeSetting } from "../ruleKit/settingFix.ts";
import { settingState } from "../ruleKit/settingState.ts";

export const hbaHostsslWithoutSsl: Rule = {
  id: "hba-hostssl-without-ssl",
  severity: "warning",
  serverEffect: null,
  summary: "A `hostssl` record never matches on a server that does not use TLS.",
  instead:
    "Set `ssl = on` in the file that decides, with a certificate and key; `ALTER SYSTEM RESET ssl` where `ALTER SYSTEM` turned it off.",
  hbaAccess({ type, method }, { uri, build, settings }, report) {
    if (type?.tokens[0]?.text !== "hostssl" || type.tokens.length > 1 || !method) return;
    if (!build.has("ssl")) {
      report(
        type.span,
        "The line never matches, as this server is built without TLS; use a server that has it.",
        {
          detail:
            "The server loads the line and logs “hostssl record cannot match because SSL is not supported by this build”. If it is built with OpenSSL, set pgssl.serverBuild.",
        },
      );
      return;
    }
    if (settings?.isOn("ssl") !== false) return;
    const assignment = settings.assignment("ssl");
    const { where, remedy } = settingState(settings, "ssl", "ssl = on", uri);
    report(type.span, `The line never matches, as ssl is off ${where}; ${remedy}.`, {
      detail:
        "The server loads the line and logs “hostssl record cannot match because SSL is disabled”. Clients go on to the lines below or are refused.",
      ...(assignment && { related: [{ place: assignment.place, message: "TLS is turned off here." }] }),
    });
  },
  fix: (_finding, target) => (target.context.build.has("ssl") ? changeSetting(target, "ssl", "on") : []),
};

export const hbaHostsslWithoutSslPage: RulePage = {
  why: "With `ssl = off` (the default), or on a server built without OpenSSL, the server loads the line, logs “hostssl record cannot match because SSL is disabled” (or “… is not supported by this build”), and never matches it. Clients go on to the records below or are refused.",
  bad: [
    `
    -- postgresql.conf --
    ssl = off
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 scram-sha-256
    #^^^^^^
    `,
    `
    -- postgresql.conf --
    ssl = on
    -- postgresql.auto.conf --
    ssl = off
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 scram-sha-256
    #^^^^^^
    `,
    `
    -- postgresql.conf --
    include 'conf.d/tls.conf'
    -- conf.d/tls.conf --
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
    null,
    `
    -- conf.d/tls.conf --
    ssl = on
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    `,
  ],
};
