import { inSettingsWithFix, libpqRefuses } from "../ruleKit/connectionRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { checkConnection } from "../syntax/connection/checkConnection.ts";
import { lastOfEach } from "../syntax/connection/connectionString.ts";

/** An sslmode that does not suffice for another keyword. */
export const connectionModeWeak: Rule = {
  id: "connection-mode-weak",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The sslmode of a connection string is too weak for another keyword in it.",
  instead: "Write the `sslmode` that the message names.",
  ...inSettingsWithFix(({ parameters }, context, report) => {
    const given = lastOfEach(parameters);
    const sslmode = given.get("sslmode");
    const isAlone = context.use === "standby" || context.use === "command";
    const isComplete = isAlone && !given.has("service");
    for (const problem of checkConnection(parameters, context.version, isComplete)) {
      if (problem.kind !== "weak" && problem.kind !== "unencrypted") continue;
      const { demand, parameter } = problem;
      const wanted = demand === "sslrootcert=system" ? "verify-full" : "require";
      const mode = problem.kind === "weak" ? problem.mode : "disable";
      const logged =
        problem.kind === "weak"
          ? `weak sslmode "${mode}" may not be used with ${demand}`
          : demand === "channel_binding=require"
            ? "channel binding required, but"
            : "server did not request an SSL certificate";
      report(
        parameter.valueSpan,
        `${demand} does not go with sslmode=${mode}; write sslmode=${wanted}${wanted === "require" ? " or more" : ""}.`,
        { detail: libpqRefuses(context, logged) },
        sslmode ? [{ title: `Change to sslmode=${wanted}`, span: sslmode.valueSpan, newText: wanted }] : [],
      );
    }
  }),
};

export const connectionModeWeakPage: RulePage = {
  why: "`sslnegotiation=direct` begins with TLS and needs a mode that insists on it; the roots of the operating system (`sslrootcert=system`, since 16) sign certificates for every server of the internet, so that only `verify-full` is accepted with them. `channel_binding=require` and `sslcertmode=require` cannot be fulfilled without TLS.",
  bad: [
    `
      -- postgresql.conf --
      # pgssl: version=17
      primary_conninfo = 'host=primary sslmode=prefer sslnegotiation=direct'
      #                                        ^^^^^^
    `,
    `
      -- postgresql.conf --
      # pgssl: version=16
      primary_conninfo = 'host=primary sslmode=require sslrootcert=system'
      #                                        ^^^^^^^
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=disable channel_binding=require'
      #                                                                ^^^^^^^
    `,
  ],
  fixed: [
    `
      -- postgresql.conf --
      # pgssl: version=17
      primary_conninfo = 'host=primary sslmode=require sslnegotiation=direct'
    `,
    `
      -- postgresql.conf --
      # pgssl: version=16
      primary_conninfo = 'host=primary sslmode=verify-full sslrootcert=system'
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require channel_binding=require'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      # pgssl: version=17
      primary_conninfo = 'host=primary sslrootcert=system sslnegotiation=direct'
    `,
  ],
};
