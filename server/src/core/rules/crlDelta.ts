import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownIssuer } from "../ruleKit/shownCertificate.ts";
import { crlPlace, revocationOf, whyIgnored } from "../x509/crlCoverage.ts";
import { isSameName } from "../x509/sameName.ts";

/** A delta CRL, which the server takes for a complete one. */
export const crlDelta: Rule = {
  id: "crl-delta",
  severity: "warning",
  serverEffect: null,
  summary: "A delta CRL is used as if it were a complete one.",
  instead: "Name the CA's complete CRL alone, and renew it more often.",
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    const delta = revocation?.crls.find(({ baseCrlNumber }) => baseCrlNumber !== undefined);
    // From 3.6.5 at the latest OpenSSL passes over deltas.
    if (!revocation || !delta || whyIgnored(delta, cluster.openSsl)) return;
    if (!revocation.authorities.some(({ subject }) => isSameName(subject, delta.issuer))) return;
    report(
      crlPlace(revocation, delta),
      `The server takes the delta CRL of ${shownIssuer(delta)} for a complete one; use only the complete CRL.`,
      {
        detail:
          "OpenSSL goes by the newest CRL of a CA alone. If that is the delta, certificates that only the complete CRL revokes are admitted.",
      },
    );
  },
};

export const crlDeltaPage: RulePage = {
  why: "A delta CRL lists only what changed since a complete CRL. The server does not add the two up: OpenSSL takes the newest CRL of a CA, which is usually the delta, as the only one. Certificates that just the complete CRL revokes are then admitted. OpenSSL 3.5 and later ignore deltas.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: root --
      -- root.crl: crl + delta-crl --
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
