import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";
import { listsInDirectory } from "../x509/crlDirectory.ts";

/** The directory of revocation lists holds files that OpenSSL does not find or cannot read. */
export const crlDirectoryNames: Rule = {
  id: "crl-directory-names",
  severity: "warning",
  serverEffect: null,
  summary: "A file in the directory of revocation lists is never read.",
  why: "In `ssl_crl_dir` the server looks for lists by a hash of the issuer's name only: `9d66eef0.r0`, then `.r1` and so on without a gap, in PEM. A file by another name, with another CA's hash, behind a gap or in DER might as well not be there: what it revokes is not revoked, and without any other list of that CA all of its client certificates are refused.",
  instead:
    "`openssl rehash DIRECTORY` after every change (it links the files by their hashed names), or `openssl crl -hash -noout -in LIST` for the name of one.",
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
      #             ^^^^^^ the hash of another name
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
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 14) return;
    for (const use of usesOf(cluster, "ssl_crl_dir")) {
      const [first, ...others] = listsInDirectory(use, cluster).useless;
      if (!first) continue;
      const more = others.length > 0 ? ` So it is with ${others.length} more.` : "";
      report(
        use.place,
        `${first.name} in ${use.file.path} ${first.why}: OpenSSL never reads it.${more} openssl rehash ${shellPath(use)} gives lists in PEM their names.`,
      );
    }
  },
};
