import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownIssuer } from "../ruleKit/shownCertificate.ts";
import { crlPlace, isCurrentCrl, revocationOf } from "../x509/crlCoverage.ts";
import { endsSoon } from "../x509/endsSoon.ts";
import { day, timeBetween } from "../x509/words.ts";

/** A CRL expires within the days of `pgssl.expiryWarningDays`, and in the last third of its validity. */
export const crlExpiresSoon: Rule = {
  id: "crl-expires-soon",
  severity: "warning",
  serverEffect: null,
  summary: "A CRL expires soon.",
  instead: "Get the CA's next CRL in time, and reload.",
  cluster({ cluster, now }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation) return;
    const lastUpdates = new Map<string, number>();
    for (const [key, crls] of revocation.crlsByIssuer)
      lastUpdates.set(key, crls.map((crl) => crl.nextUpdate ?? Number.POSITIVE_INFINITY).reduce(later));
    const faults = revocation.crls.flatMap((crl): Fault | readonly Fault[] => {
      const { thisUpdate, nextUpdate, issuer } = crl;
      if (nextUpdate === undefined || !isCurrentCrl(crl, now)) return [];
      if (!endsSoon(thisUpdate, nextUpdate, now, cluster.expiryWarningDays)) return [];
      const isReplaced = (lastUpdates.get(issuer.canonical) ?? 0) > nextUpdate;
      if (isReplaced) return [];
      const name = shownIssuer(crl);
      const when = `expires in ${timeBetween(now, nextUpdate)}, on ${day(nextUpdate)}`;
      return {
        place: crlPlace(revocation, crl),
        name: `${name} ${when}`,
        message: `The CRL of ${name} ${when}; get the next one.`,
        together: (count) => `The CRLs of ${count} CAs expire soon; get the next ones.`,
        details: { detail: "From then on the server refuses every client certificate of that CA." },
      };
    });
    reportFaults(report, faults);
  },
};

export const crlExpiresSoonPage: RulePage = {
  why: "When a CRL passes its next update, the server refuses every client certificate of that CA. CRLs are valid for days or weeks, so this warns within `pgssl.expiryWarningDays`, but not before the last third of the CRL's validity.",
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
};

const later = (a: number, b: number) => Math.max(a, b);
