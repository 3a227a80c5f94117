import type { Rule } from "../ruleKit/rule.ts";
import { shownIssuer } from "../ruleKit/shownCertificate.ts";
import { isCurrentCrl, revocationOf } from "../x509/crlCoverage.ts";
import { isSameName } from "../x509/sameName.ts";
import { day, daysBetween } from "../x509/words.ts";

/** A CRL expires within the days of `pgssl.expiryWarningDays`, and in the last quarter of its validity. */
export const crlExpiresSoon: Rule = {
  id: "crl-expires-soon",
  severity: "warning",
  serverEffect: null,
  summary: "A CRL expires soon.",
  why: "When a CRL passes its next update, the server refuses every client certificate of that CA. CRLs are valid for days or weeks, so this warns within `pgssl.expiryWarningDays`, but not before the last quarter of the CRL's validity.",
  instead: "Get the CA's next CRL in time, and reload.",
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
          isSameName(other.issuer, issuer) && (other.nextUpdate ?? Number.POSITIVE_INFINITY) > nextUpdate,
      );
      const use = revocation.origins.get(crl) ?? revocation.file ?? revocation.directory;
      if (isReplaced || !use) continue;
      report(
        use.place,
        `The CRL of ${shownIssuer(crl)} expires in ${daysBetween(now, nextUpdate)}, on ${day(nextUpdate)}; get the next one.`,
        { detail: "From then on the server refuses every client certificate of that CA." },
      );
    }
  },
};
