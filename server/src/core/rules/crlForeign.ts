import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownIssuer } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { crlPlace, revocationOf } from "../x509/crlCoverage.ts";

/** A CRL comes from a CA that the server does not trust, or the server requests no client certificates. */
export const crlForeign: Rule = {
  id: "crl-foreign",
  severity: "warning",
  serverEffect: null,
  summary: "A CRL belongs to no CA in the CA file.",
  instead: "Name the CRL of the CA in `ssl_ca_file`, or set `ssl_ca_file`.",
  cluster({ cluster }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation) return;
    if (!cluster.fileUses.some(({ setting }) => setting === "ssl_ca_file")) {
      if (revocation.file && revocation.crls.length === 0) return; // another rule reports what the file is instead
      report(revocation.use.place, "This CRL is not used, since no CA file is set; set ssl_ca_file.", {
        detail: "Without a CA file the server requests no client certificate, so there is none to look up.",
      });
      return;
    }
    if (!revocation.isComplete || revocation.authorities.length === 0) return;
    // An intermediate that the server shows with its own certificate is one that clients show with theirs.
    const intermediates = usesOf(cluster, "ssl_cert_file").flatMap((own) =>
      certificatesOf(own, cluster.openSsl).slice(1),
    );
    const known = new Set(
      [...revocation.authorities, ...intermediates].map(({ subject }) => subject.canonical),
    );
    const foreign = revocation.crls.find(({ issuer }) => !known.has(issuer.canonical));
    if (!foreign) return;
    report(
      crlPlace(revocation, foreign),
      `The CRL is from ${shownIssuer(foreign)}, which is not in the CA file; name the CRL of a CA that is.`,
      {
        detail:
          "It counts only for clients that also send the certificate of that CA, issued below a CA in the CA file.",
      },
    );
  },
};

export const crlForeignPage: RulePage = {
  why: "CRLs are used for client certificates only, and the server requests those only when `ssl_ca_file` is set. A CRL of another CA, or one without any CA file, has no effect. The CRL of an intermediate that is not in the CA file counts for clients that send that intermediate's certificate with their own.",
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
      #              ^^^^^^^^^^ the server requests no client certificates
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
};
