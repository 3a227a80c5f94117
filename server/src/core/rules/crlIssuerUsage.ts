import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { crlsOfName, revocationOf } from "../x509/crlCoverage.ts";

/** A CA has a CRL that its key usage does not permit it to sign. */
export const crlIssuerUsage: Rule = {
  id: "crl-issuer-usage",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA's key usage does not permit it to sign the CRL that the server needs.",
  instead: "Have the CA's certificate issued with `keyUsage = keyCertSign, cRLSign`, or set no CRLs.",
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    const use = revocation?.file ?? revocation?.directory;
    if (!revocation || !use) return;
    const maySign = revocation.authorities.map(
      ({ keyUsages }) => !keyUsages || keyUsages.includes("cRLSign") || !keyUsages.includes("keyCertSign"),
    );
    const hasOthers = maySign.includes(true);
    const faults = revocation.authorities.flatMap((authority, at): Fault | readonly Fault[] => {
      if (maySign[at] || crlsOfName(revocation, authority).length === 0) return [];
      const name = shownCertificate(authority);
      return {
        place: use.place,
        name,
        message: `The key usage of ${name} lacks cRLSign, so its CRL is invalid; renew the CA with it.`,
        together: (count) =>
          `The key usage of ${count} CAs lacks cRLSign, so their CRLs are invalid; renew these CAs with it.`,
        details: {
          detail:
            "The server starts, but refuses every client certificate of that CA with “key usage does not include CRL signing”.",
          ...(hasOthers && { severity: "warning" as const }),
        },
      };
    });
    reportFaults(report, faults);
  },
};

export const crlIssuerUsagePage: RulePage = {
  why: "Once `ssl_crl_file` or `ssl_crl_dir` is set, every CA in a client's chain needs a CRL that it signed. A CA whose key usage lacks `cRLSign` cannot have a valid one: all of its client certificates are refused with “key usage does not include CRL signing”.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: unlisting-root --
      -- root.crl: crl --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      -- ca.crt: unlisting-root --
    `,
  ],
};
