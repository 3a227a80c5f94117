import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";
import { crlsInDirectory } from "../x509/crlDirectory.ts";

/** The CRL directory holds files that OpenSSL does not find or cannot read. */
export const crlDirectoryNames: Rule = {
  id: "crl-directory-names",
  severity: "warning",
  serverEffect: null,
  summary: "A file in the CRL directory is never read.",
  instead:
    "Run `openssl rehash DIRECTORY` after every change (it links the files by their hashed names), or `openssl crl -hash -noout -in CRL` for the name of one.",
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 14) return;
    for (const use of usesOf(cluster, "ssl_crl_dir")) {
      const [first, ...others] = crlsInDirectory(use, cluster).useless;
      if (!first) continue;
      const more = others.length > 0 ? ` The same is true of ${others.length} more.` : "";
      report(use.place, `${first.name} in ${use.file.path} ${first.why}.`, {
        detail: `OpenSSL never reads the file.${more} openssl rehash ${shellPath(use)} gives CRLs in PEM their names.`,
      });
    }
  },
};

export const crlDirectoryNamesPage: RulePage = {
  why: "In `ssl_crl_dir` the server finds CRLs only by a hash of the issuer's name: `9d66eef0.r0`, then `.r1` and so on without a gap, in PEM. A file with another name, with another CA's hash, after a gap or in DER has no effect: what it revokes is not revoked, and if that CA has no other CRL, all of its client certificates are refused.",
  bad: [
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^ root.crl has no hashed name
      -- ca.crt: root --
      -- crls/root.crl: crl --
    `,
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^ the hash of another issuer
      -- ca.crt: root --
      -- crls/0123abcd.r0: crl --
    `,
  ],
  good: [
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      -- ca.crt: root --
      -- crls/dcaaf7f0.r0: crl --
      -- crls/README --
      Lists of revoked client certificates.
    `,
  ],
};
