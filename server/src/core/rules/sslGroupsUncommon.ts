import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { quoteConf } from "../syntax/quote.ts";
import { uncommonGroups } from "../x509/emptyGroups.ts";

/** Only groups that clients do not offer. */
export const sslGroupsUncommon: Rule = {
  id: "ssl-groups-uncommon",
  severity: "warning",
  serverEffect: null,
  summary: "The server allows only groups for the key exchange that clients do not offer by default.",
  instead: "Add `prime256v1`, or from 18 `X25519` as well.",
  cluster({ cluster }, report) {
    const assignment = uncommonGroups(cluster);
    if (!assignment) return;
    report(
      assignment.place,
      `Clients on OpenSSL offer none of these groups by default; ${cluster.serverVersion >= 18 ? "add" : "use"} prime256v1.`,
      { detail: "Their TLS connections fail with “no suitable key share”." },
    );
  },
  fix({ span }, target) {
    const value = uncommonGroups(target.cluster)?.value;
    if (value === undefined || !confLineOf(target)) return [];
    const meant = target.cluster.serverVersion >= 18 ? `${value}:prime256v1` : "prime256v1";
    return [replaceText(target, `Change to ${meant}`, span, quoteConf(meant))];
  },
};

export const sslGroupsUncommonPage: RulePage = {
  why: "Client and server need a group in common. Clients on OpenSSL offer X25519, P-256, P-384, P-521 and X448; if the server allows none of them, their connections fail with “no suitable key share”.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'secp256k1'
      #                ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ecdh_curve = 'secp256k1:prime256v1'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'secp521r1'
    `,
  ],
};
