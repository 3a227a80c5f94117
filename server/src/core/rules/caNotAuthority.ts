import { isDecoded } from "../cluster/decodedFile.ts";
import { useAt, usesOf } from "../cluster/uses.ts";
import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { claimsAuthority, isSelfSigned, maySignCertificates } from "../x509/authority.ts";
import { allBlocksOf, blockAt } from "../x509/blockOfFile.ts";
import { certificatesOf } from "../x509/contents.ts";

/** A certificate in the CA file cannot issue others. */
export const caNotAuthority: Rule = {
  id: "ca-not-authority",
  severity: "warning",
  serverEffect: null,
  summary: "The CA file holds a certificate that is not a CA.",
  instead: "Name the certificate of the CA that issued the clients' certificates.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const faults = certificatesOf(use, cluster.openSsl).flatMap((certificate): Fault | readonly Fault[] => {
        const name = shownCertificate(certificate);
        const isOwnIssuer = isSelfSigned(certificate);
        const mayIssue =
          claimsAuthority(certificate) && (isOwnIssuer || certificate.basicConstraints !== undefined);
        if (!maySignCertificates(certificate) && (mayIssue || (isOwnIssuer && cluster.openSsl === "1.1.1"))) {
          return {
            place: use.place,
            name,
            message: `The key usage of ${name} lacks keyCertSign; have the certificate issued again with it.`,
            together: (count) =>
              `The key usage of ${count} certificates in ${use.file.path} lacks keyCertSign; replace them.`,
            details: {
              serverEffect: "connection-error",
              detail: mayIssue
                ? "The server refuses client certificates that it issued."
                : "OpenSSL 1.1.1 does not accept it as a root: the server refuses it as a client certificate.",
            },
          };
        }
        if (!mayIssue && !isOwnIssuer) {
          return {
            place: use.place,
            name,
            message: `${name} is not a CA; name the CA that issued the client certificates.`,
            together: (count) =>
              `${count} certificates in ${use.file.path} are not CAs; name the CAs that issued the client certificates.`,
            details: {
              detail: `It makes no client certificate trusted, not even itself.${certificate.version < 3 ? " Of X.509 version 1 only a root is a CA." : ""}`,
            },
          };
        }
        return [];
      });
      reportFaults(report, faults);
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_ca_file");
    if (!isDecoded(use?.file)) return [];
    const blocks = allBlocksOf(use.file);
    const kept = blocks.filter((block) => {
      const { certificate } = blockAt(block) ?? {};
      return !certificate || isSelfSigned(certificate) || claimsAuthority(certificate);
    });
    const hasOthers = kept.some((block) => blockAt(block)?.certificate);
    return hasOthers && kept.length < blocks.length
      ? rewriteFix("Leave out what is not a CA", use, kept)
      : [];
  },
};

export const caNotAuthorityPage: RulePage = {
  why: "The server loads the file without a message, but it refuses certificates that this one signed with “invalid CA certificate”. A certificate from another CA does not become trusted by being in this file. Often the server's own certificate was named by mistake. (A client's *self-signed* certificate may be in this file: it is then trusted itself, by OpenSSL 1.1.1 only if its key usage permits signing certificates.)",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'server.crt'
      #             ^^^^^^^^^^^^
      -- server.crt: leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ its key usage does not permit signing
      -- root.crt: unsigning-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ one of two
      -- root.crt: root + leaf --
    `,
  ],
  fixed: [
    null,
    null,
    `
    -- root.crt --
    1. CN=Root
    left out: CN=db.example.com
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
    `,
  ],
};
