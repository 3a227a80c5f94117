import { reachesOtherMachines } from "../cluster/access/reach.ts";
import { clientCertificateOf } from "../cluster/access/usableMethod.ts";
import { admitsAnyRole, isForReplication, originInWords, rolesInWords } from "../ruleKit/admittedInWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaTrustRemote: Rule = {
  id: "hba-trust-remote",
  severity: "warning",
  serverEffect: null,
  summary: "Clients on other machines are admitted without authentication.",
  instead:
    "Use `scram-sha-256`, or `hostssl` with `cert`. Keep `trust` to Unix sockets or loopback addresses at most.",
  hba(record, { serverVersion }, report) {
    const token = record.method?.tokens[0];
    if (
      token?.text !== "trust" ||
      clientCertificateOf(record, serverVersion) ||
      !reachesOtherMachines(record)
    )
      return;
    const replicates = isForReplication(record);
    const what = replicates ? "replicates" : "gets in";
    const whoever = admitsAnyRole(record)
      ? `With trust a client is whatever role it names${replicates ? "" : ", superusers included"}.`
      : "With trust the server believes the name of the role that the client sends.";
    report(
      token.span,
      `Anyone ${originInWords(record)} ${what} ${rolesInWords(record)} without authentication; use scram-sha-256 or cert.`,
      { detail: replicates ? `${whoever} Who replicates reads everything in the cluster.` : whoever },
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [replaceText(target, "Change to scram-sha-256", token.span, "scram-sha-256")] : [];
  },
};

export const hbaTrustRemotePage: RulePage = {
  why: "With `trust` a client is whatever role it names, of those in the record: superusers included where that is `all`. One that replicates reads everything in the cluster.",
  bad: [
    `
    host all all 10.0.0.0/8 trust
    #                       ^^^^^
    `,
    `
    hostssl all all all trust
    #                   ^^^^^
    `,
    `
    host replication replicator 10.0.0.7/32 trust
    #                                       ^^^^^ that role, for replication
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    hostssl all all all scram-sha-256
    `,
    `
    host replication replicator 10.0.0.7/32 scram-sha-256
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
};
