import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { crlPlace, crlsSignedBy, issuingAuthorities, revocationOf } from "../x509/crlCoverage.ts";

/** A CRL has a critical extension that OpenSSL does not handle. */
export const crlExtensionUnhandled: Rule = {
  id: "crl-extension-unhandled",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CRL has a critical extension that OpenSSL does not handle.",
  instead: "Have the CA publish its CRL with that extension not marked critical.",
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation?.isComplete) return;
    const issuing = issuingAuthorities(revocation);
    const unusable = issuing.map((authority) => {
      const crls = crlsSignedBy(authority, revocation, cluster) ?? [];
      return crls.every((crl) => crl.unknownCriticalExtensions.length > 0) ? crls[0] : undefined;
    });
    for (const [at, crl] of unusable.entries()) {
      const authority = issuing[at];
      if (!crl || !authority) continue;
      const ids = crl.unknownCriticalExtensions.join(", ");
      report(
        crlPlace(revocation, crl),
        `OpenSSL does not handle a critical extension of the CRL of ${shownCertificate(authority)}; get one without it.`,
        {
          detail: `The extension is ${ids}. The server refuses every client certificate below this CA with “unhandled critical CRL extension”.`,
          ...(unusable.includes(undefined) && { severity: "warning" }),
        },
      );
    }
  },
};

export const crlExtensionUnhandledPage: RulePage = {
  why: "Of critical extensions OpenSSL handles three in a CRL: the issuing distribution point, the delta CRL indicator and the authority key identifier; in an entry only the certificate issuer. Any other one, even a critical CRL number or reason code, makes it refuse every certificate that it looks up in this CRL with “unhandled critical CRL extension”. The server loads the file without a message. If the CA has another CRL without such an extension, that one is used.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: root --
      -- root.crl: critical-crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ the reason in an entry is critical
      -- ca.crt: root --
      -- root.crl: critical-reason-crl --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      -- ca.crt: root --
      -- root.crl: critical-crl + crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      -- ca.crt: root --
      -- root.crl: unknown-crl --
    `,
  ],
};
