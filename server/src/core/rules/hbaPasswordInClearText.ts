import { reachesOtherMachines } from "../cluster/access/reach.ts";
import { authMethod } from "../data/authMethods.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaPasswordInClearText: Rule = {
  id: "hba-password-in-clear-text",
  severity: "warning",
  serverEffect: null,
  summary: "Passwords or tokens can cross the network in clear text.",
  instead: "Use `hostssl`, or the method `scram-sha-256`, which never sends the password.",
  hba(record, { serverVersion }, report) {
    const token = record.method?.tokens[0];
    const type = record.type?.tokens[0]?.text ?? "";
    const method = token && authMethod(token.text, serverVersion);
    const isToken = method?.name === "oauth";
    if (!token || !unencrypted.includes(type) || !(method?.sendsPassword || isToken)) return;
    if (!reachesOtherMachines(record)) return;
    if (isToken) {
      report(token.span, "OAuth tokens can cross the network in clear text here; use hostssl.", {
        detail: `With the method oauth, clients send a bearer token, which lets in whoever has it, and a ${type} line does not require encryption (RFC 6750, 5.2).`,
      });
      return;
    }
    report(token.span, `Passwords can cross the network in clear text here; use hostssl, or scram-sha-256.`, {
      detail: `With the method ${token.text}, clients send the password itself, and a ${type} line does not require encryption.`,
    });
  },
  fix(_finding, target) {
    if (!("options" in target.record)) return [];
    const { type } = target.record;
    const token = type?.tokens[0] && writtenToken(target, type.tokens[0].span);
    return token?.text === "host"
      ? [replaceText(target, "Change host to hostssl", token.span, "hostssl")]
      : [];
  },
};

export const hbaPasswordInClearTextPage: RulePage = {
  why: "With the methods `password`, `ldap`, `pam`, `bsd` and `radius` the client sends the password itself, with `oauth` a token, and this type of line does not require an encrypted connection.",
  bad: [
    `
    host all all 10.0.0.0/8 password
    #                       ^^^^^^^^
    `,
    `
    hostnossl all all all ldap ldapserver=l ldapprefix=p
    #                     ^^^^
    `,
    `
    # pgssl: version=18
    host all all all oauth issuer=https://login.example.com scope=openid
    #                ^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 password
    `,
    null,
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=https://login.example.com scope=openid
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 password
    host all all 127.0.0.1/32 password
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
};

const unencrypted = ["host", "hostnossl", "hostnogssenc"];
