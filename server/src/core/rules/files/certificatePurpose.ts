import type { Rule } from "../rule.ts";
import { ownPosition } from "./certificateChain.ts";
import { findUnreadable } from "./certificateKeyUnreadable.ts";
import { certificatesOf } from "./contents.ts";
import { identitiesOf } from "./uses.ts";
import { faultOf } from "./verifyCertificates.ts";

/** The server's certificate was issued for another purpose. */
export const certificatePurpose: Rule = {
  id: "certificate-purpose",
  severity: "warning",
  serverEffect: null,
  summary: "The server's certificate is not meant for TLS servers.",
  why: "An extended key usage that lacks `serverAuth`, or a key usage with neither signing nor key exchange, tells clients that the certificate is for something else; so does an extension that is broken. The server starts with it; clients that verify refuse to connect.",
  instead: "Issue the certificate with `extendedKeyUsage = serverAuth` and `keyUsage = digitalSignature`.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: client --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
    `,
  ],
  cluster({ cluster }, report) {
    for (const identity of identitiesOf(cluster)) {
      const use = identity.certificate;
      // A certificate that only stands where the server's own should is another rule's finding.
      if (!use || ownPosition(identity, cluster.openSsl) > 0) continue;
      const certificates = certificatesOf(use, cluster.openSsl);
      if (findUnreadable(certificates, cluster.openSsl)) continue;
      const [leaf] = certificates;
      const fault = leaf && faultOf(leaf, 0, [leaf], cluster.openSsl, "server");
      if (fault)
        report(use.place, `${fault} The server starts with it; clients that verify refuse to connect.`);
    }
  },
};
