import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { ownPosition } from "../x509/certificateChain.ts";
import { certificatesOf } from "../x509/contents.ts";
import { findUnreadable } from "../x509/keyReadable.ts";
import { faultOf } from "../x509/verifyCertificates.ts";

/** The server's certificate was issued for another purpose. */
export const certificatePurpose: Rule = {
  id: "certificate-purpose",
  severity: "warning",
  serverEffect: null,
  summary: "The server's certificate is not meant for TLS servers.",
  instead: "Issue the certificate with `extendedKeyUsage = serverAuth` and `keyUsage = digitalSignature`.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const use = identity.certificate;
      // A certificate in the place of the server's own is reported by another rule.
      if (!use || ownPosition(identity, cluster.openSsl) > 0) continue;
      const certificates = certificatesOf(use, cluster.openSsl);
      if (findUnreadable(certificates, cluster.openSsl)) continue;
      const [leaf] = certificates;
      if (leaf?.publicKey.hasExplicitCurve) continue; // certificate-algorithm-unusable reports its key
      const fault = leaf && faultOf(leaf, 0, [leaf], cluster.openSsl, "server");
      if (!fault) continue;
      const isUnhandled = !leaf.brokenParts?.length && leaf.unknownCriticalExtensions.length > 0;
      const wayOut = `have it issued again ${isUnhandled ? "without it" : "for TLS servers"}`;
      report(use.place, fault.replace(/\.$/, `; ${wayOut}.`), {
        detail: "The server starts with it, but clients that verify it refuse to connect.",
      });
    }
  },
};

export const certificatePurposePage: RulePage = {
  why: "An extended key usage without `serverAuth`, or a key usage with neither signing nor key exchange, says that the certificate is for something else; clients treat a malformed extension in the same way, and a critical one that OpenSSL does not handle. The server starts with it; clients that verify it refuse to connect.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: client --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ an extension that OpenSSL does not handle
      -- server.crt: unheard-of-leaf --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt' # OpenSSL 1.1.1 does not handle its extension, but that of today's clients does
      -- server.crt: no-check-leaf --
    `,
  ],
};
