import type { Rule } from "../ruleKit/rule.ts";
import { isCurrentCrl, revocationOf } from "../x509/crlCoverage.ts";
import { day, nameOf } from "../x509/words.ts";

/** A CA's revocation list has expired or is not in force yet. */
export const crlNotCurrent: Rule = {
  id: "crl-not-current",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA's revocation list has expired, or is not in force yet.",
  why: "A list is good until its next update. From then on the server refuses every client certificate of that CA with “CRL has expired”, the good ones included. It starts and reloads without a word.",
  instead: "Fetch the CA's current list regularly, and reload. An old list may stay beside the new one.",
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
  cluster({ cluster, now }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation) return;
    for (const authority of revocation.authorities) {
      const own = revocation.crls.filter(
        (crl) =>
          crl.issuer.text === authority.subject.text && (cluster.pki?.isCrlSignedBy(crl, authority) ?? true),
      );
      const [first] = own;
      if (!first || own.some((crl) => isCurrentCrl(crl, now))) continue;
      const newest = own.reduce((a, b) => ((b.nextUpdate ?? 0) > (a.nextUpdate ?? 0) ? b : a));
      const { thisUpdate, nextUpdate } = newest;
      const use = revocation.origins.get(newest) ?? revocation.file ?? revocation.directory;
      if (!use) continue;
      const since =
        thisUpdate > now
          ? `is not in force before ${day(thisUpdate)}`
          : `was due for an update on ${day(nextUpdate ?? now)}`;
      report(
        use.place,
        `The revocation list of ${nameOf(authority)} ${since}. The server starts, and refuses every client certificate of that CA.`,
      );
    }
  },
};
