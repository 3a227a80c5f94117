import type { Rule } from "../rule.ts";
import { certificatesOf } from "./contents.ts";
import { usesOf } from "./uses.ts";
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
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [leaf] = certificatesOf(use, cluster.openSsl);
      const fault = leaf && faultOf(leaf, 0, [leaf], cluster.openSsl, "server");
      if (fault)
        report(use.place, `${fault} The server starts with it; clients that verify refuse to connect.`);
    }
  },
};
