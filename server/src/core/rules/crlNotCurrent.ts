import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { crlPlace, crlsSignedBy, isCurrentCrl, revocationOf } from "../x509/crlCoverage.ts";
import { day } from "../x509/words.ts";

/** A CA's CRL has expired or is not valid yet. */
export const crlNotCurrent: Rule = {
  id: "crl-not-current",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA's CRL has expired, or is not valid yet.",
  instead: "Get the CA's current CRL regularly, and reload. An old CRL may stay beside the new one.",
  cluster({ cluster, now }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation) return;
    const faults = revocation.authorities.flatMap((authority): Fault | readonly Fault[] => {
      const own = crlsSignedBy(authority, revocation, cluster);
      if (!own?.length || own.some((crl) => isCurrentCrl(crl, now))) return [];
      const newest = own.reduce((a, b) => ((b.nextUpdate ?? 0) > (a.nextUpdate ?? 0) ? b : a));
      const { thisUpdate, nextUpdate } = newest;
      const name = shownCertificate(authority);
      const since =
        thisUpdate > now ? `is not valid before ${day(thisUpdate)}` : `expired on ${day(nextUpdate ?? now)}`;
      return {
        place: crlPlace(revocation, newest),
        name: `${name}: ${since}`,
        message: `The CRL of ${name} ${since}; get the current one and reload.`,
        together: (count) => `The CRLs of ${count} CAs are not in force; get the current ones and reload.`,
        details: { detail: "The server starts, but refuses every client certificate of that CA." },
      };
    });
    reportFaults(report, faults);
  },
};

export const crlNotCurrentPage: RulePage = {
  why: "A CRL is valid until its next update. From then on the server refuses every client certificate of that CA with “CRL has expired”, even those that are not revoked. It starts and reloads without a message.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: root --
      -- root.crl: expired-crl --
    `,
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^
      -- ca.crt: root --
      -- crls/dcaaf7f0.r0: expired-crl --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      -- ca.crt: root --
      -- root.crl: expired-crl + crl --
    `,
  ],
};
