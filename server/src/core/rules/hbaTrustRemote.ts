import { reachesOtherMachines } from "../cluster/access/reach.ts";
import { clientCertificateOf } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaTrustRemote: Rule = {
  id: "hba-trust-remote",
  severity: "warning",
  serverEffect: null,
  summary: "Clients on other machines are admitted without authentication.",
  why: "With `trust` a client is whatever role it names, superusers included.",
  instead:
    "Use `scram-sha-256`, or `hostssl` with `cert`. Keep `trust` to Unix sockets or loopback addresses at most.",
  bad: [
    `
    host all all 10.0.0.0/8 trust
    #                       ^^^^^
    `,
    `
    hostssl all all all trust
    #                   ^^^^^
    `,
  ],
  good: [
    `
    host all all 127.0.0.1/32 trust
    host all all ::1/128 trust
    local all all trust
    hostssl all all 10.0.0.0/8 trust clientcert=verify-full
    `,
  ],
  hba(record, { serverVersion }, report) {
    const token = record.method?.tokens[0];
    if (
      token?.text !== "trust" ||
      clientCertificateOf(record, serverVersion) ||
      !reachesOtherMachines(record)
    )
      return;
    report(
      token.span,
      "Anyone at these addresses gets in as any role without authentication: use scram-sha-256 or cert.",
      { detail: "With trust a client is whatever role it names, superusers included." },
    );
  },
};
