import { crlFixes } from "../ruleKit/crlFixes.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificates } from "../ruleKit/shownCertificate.ts";
import { authoritiesWithoutCrl, crlsOfName, revocationOf, whyIgnored } from "../x509/crlCoverage.ts";
import { namesOf } from "../x509/words.ts";

/** CRLs are set, and a CA has none. */
export const crlMissing: Rule = {
  id: "crl-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "CRLs are set, and one of the client CAs has none.",
  instead:
    "Append the CA's CRL to the file (`cat root.crl intermediate.crl`), or run `openssl rehash` in the directory.",
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    const use = revocation?.file ?? revocation?.directory;
    // A missing directory is reported by another rule.
    if (!revocation || !use || !revocation.isComplete) return;
    if (revocation.directory && !revocation.file && revocation.directory.file.state !== "directory") return;
    const without = authoritiesWithoutCrl(revocation, cluster);
    if (without.length === 0) return;
    const unused = without.map((authority) => crlsOfName(revocation, authority)[0]).find(Boolean);
    const hint = unused
      ? ` The CRL in the name of ${unused.issuer.text} ${whyIgnored(unused, cluster.openSsl) ?? "was signed with another key"}, so it does not count.`
      : "";
    const remedy = revocation.file ? "append it" : "add it and run openssl rehash";
    report(use.place, `${use.file.path} lacks the CRL of ${shownCertificates(without)}; ${remedy}.`, {
      detail: `The server refuses every client certificate below ${namesOf(without)} with “unable to get certificate CRL”.${hint}`,
      ...(without.length < revocation.authorities.length && { severity: "warning" }),
    });
  },
  looksNearby: true,
  fix(_finding, { cluster, nearby }) {
    const revocation = revocationOf(cluster);
    return revocation
      ? crlFixes(revocation, authoritiesWithoutCrl(revocation, cluster), cluster, nearby)
      : [];
  },
};

export const crlMissingPage: RulePage = {
  why: "Once `ssl_crl_file` or `ssl_crl_dir` is set, the server needs a CRL of every CA in a client's chain, including the root. If a CA has none, every client certificate below it is refused with “unable to get certificate CRL”. A CRL that is indirect, or limited to some reasons for revocation, does not count. In `ssl_crl_dir` CRLs are found only by names such as `9d66eef0.r0`, which `openssl rehash` makes.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ the CRL of the intermediate is missing
      -- ca.crt: root + intermediate --
      -- root.crl: crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ an indirect CRL does not count
      -- ca.crt: root --
      -- root.crl: indirect-crl --
    `,
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^ no file has a hashed name
      -- ca.crt: root --
      -- crls/root.crl: crl --
    `,
    `
      # pgssl: version=14 openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^ the first file is not a CRL, and only OpenSSL 3.5 and later read the next
      -- ca.crt: root --
      -- crls/dcaaf7f0.r0: junk --
      -- crls/dcaaf7f0.r1: crl --
    `,
  ],
  fixed: [
    null,
    null,
    `
    $ ln -s root.crl /data/crls/dcaaf7f0.r0
    `,
  ],
  good: [
    `
      # pgssl: version=14 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      -- ca.crt: root --
      -- crls/dcaaf7f0.r0: junk --
      -- crls/dcaaf7f0.r1: crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'all.crl'
      -- ca.crt: root + intermediate --
      -- all.crl: crl + intermediate-crl --
    `,
  ],
};
