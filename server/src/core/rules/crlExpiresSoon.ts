import type { Rule } from "../ruleKit/rule.ts";
import { isCurrentCrl, revocationOf } from "../x509/crlCoverage.ts";
import { day, daysBetween } from "../x509/words.ts";

/** A revocation list runs out within the days that the user wants to be warned, or sooner than half its life. */
export const crlExpiresSoon: Rule = {
  id: "crl-expires-soon",
  severity: "warning",
  serverEffect: null,
  summary: "A revocation list is due for an update soon.",
  why: "When a list passes its next update, the server refuses every client certificate of that CA. Lists live for days or weeks, so this warns within `pgssl.expiryWarningDays` but not before the last quarter of the list's life.",
  instead: "Fetch the CA's next list in time, and reload.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: root --
      -- root.crl: expiring-crl --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      -- ca.crt: root --
      -- root.crl: crl --
    `,
  ],
  cluster({ cluster, now }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation) return;
    const warning = cluster.expiryWarningDays * 86_400_000;
    for (const crl of revocation.crls) {
      const { thisUpdate, nextUpdate, issuer } = crl;
      if (nextUpdate === undefined || !isCurrentCrl(crl, now)) continue;
      const left = nextUpdate - now;
      if (left >= warning || left >= (nextUpdate - thisUpdate) / 4) continue;
      const isReplaced = revocation.crls.some(
        (other) =>
          other.issuer.text === issuer.text && (other.nextUpdate ?? Number.POSITIVE_INFINITY) > nextUpdate,
      );
      const use = revocation.origins.get(crl) ?? revocation.file ?? revocation.directory;
      if (isReplaced || !use) continue;
      report(
        use.place,
        `The revocation list of ${issuer.text} is due for an update in ${daysBetween(now, nextUpdate)}, on ${day(nextUpdate)}. From then on client certificates of that CA are refused.`,
      );
    }
  },
};
