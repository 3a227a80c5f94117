import type { Rule } from "../ruleKit/rule.ts";
import { revocationOf } from "../x509/crlCoverage.ts";
import { nameOf } from "../x509/words.ts";

/** A CA has a revocation list that it may not sign. */
export const crlIssuerUsage: Rule = {
  id: "crl-issuer-usage",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA's key usage does not allow it to sign the revocation list that the server wants.",
  why: "Once `ssl_crl_file` or `ssl_crl_dir` is set, every CA in a client's chain needs a list that it signed. A CA whose key usage lacks `cRLSign` cannot have one that counts: all of its client certificates are refused with “key usage does not include CRL signing”.",
  instead:
    "Have the CA's certificate issued with `keyUsage = keyCertSign, cRLSign`, or set no revocation lists.",
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
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    const use = revocation?.file ?? revocation?.directory;
    if (!revocation || !use) return;
    const mayList = revocation.authorities.map(
      ({ keyUsages }) => !keyUsages || keyUsages.includes("cRLSign") || !keyUsages.includes("keyCertSign"),
    );
    for (const [at, authority] of revocation.authorities.entries()) {
      if (mayList[at] || !revocation.crls.some((crl) => crl.issuer.text === authority.subject.text)) continue;
      report(
        use.place,
        `The key of ${nameOf(authority)} may not sign revocation lists (its key usage lacks cRLSign), so its list does not count. The server starts, and refuses every client certificate of that CA.`,
        mayList.includes(true) ? { severity: "warning" } : {},
      );
    }
  },
};
