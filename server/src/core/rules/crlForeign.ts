import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { revocationOf } from "../x509/crlCoverage.ts";

/** A revocation list comes from a CA that the server does not trust, or none is asked at all. */
export const crlForeign: Rule = {
  id: "crl-foreign",
  severity: "warning",
  serverEffect: null,
  summary: "A revocation list belongs to no CA in the CA file.",
  why: "Revocation lists are consulted for client certificates only, and those are asked for only when `ssl_ca_file` is set. A list of another CA, or a list without any CA, protects from nothing; the list of an intermediate that is not in the CA file counts for the clients that send that intermediate's certificate along with their own.",
  instead: "Name the list of the CA in `ssl_ca_file`, or set `ssl_ca_file`.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- ca.crt: other-root --
      -- root.crl: crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ no client is asked for a certificate
      -- root.crl: crl --
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
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'intermediate.crl'
      -- ca.crt: root --
      -- intermediate.crl: intermediate-crl --
    `,
  ],
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    const use = revocation?.file ?? revocation?.directory;
    if (!revocation || !use) return;
    if (!cluster.fileUses.some(({ role }) => role === "ssl_ca_file")) {
      if (revocation.file && revocation.crls.length === 0) return; // another rule tells what the file is instead
      report(
        use.place,
        "No CA file is set, so no client is asked for a certificate, and nothing is looked up in this revocation list.",
      );
      return;
    }
    if (!revocation.isComplete || revocation.authorities.length === 0) return;
    // An intermediate that the server shows with its own certificate is one that clients show with theirs.
    const intermediates = usesOf(cluster, "ssl_cert_file").flatMap((own) =>
      certificatesOf(own, cluster.openSsl).slice(1),
    );
    const known = [...revocation.authorities, ...intermediates];
    const foreign = revocation.crls.find(
      (crl) => !known.some((authority) => authority.subject.text === crl.issuer.text),
    );
    if (!foreign) return;
    report(
      (revocation.origins.get(foreign) ?? use).place,
      `The revocation list of ${foreign.issuer.text} belongs to no CA in the CA file. It counts only for clients that send the certificate of that CA along, below one in the CA file.`,
    );
  },
};
