import type { Rule } from "../rule.ts";
import { certificatesOf } from "./contents.ts";
import { usesOf } from "./uses.ts";
import { nameOf } from "./words.ts";

/** The server's certificate was issued for another purpose. */
export const certificatePurpose: Rule = {
  id: "certificate-purpose",
  severity: "warning",
  serverEffect: null,
  summary: "The server's certificate is not meant for TLS servers.",
  why: "An extended key usage that lacks `serverAuth`, or a key usage with neither signing nor key exchange, tells clients that the certificate is for something else. The server starts with it; clients that verify refuse to connect.",
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
      if (!leaf) continue;
      const { extendedKeyUsages, keyUsages } = leaf;
      const effect = "The server starts with it; clients that verify refuse to connect.";
      if (extendedKeyUsages && !extendedKeyUsages.some((usage) => serverUsages.has(usage))) {
        report(
          use.place,
          `${nameOf(leaf)} is for ${extendedKeyUsages.join(", ")}, not for TLS servers (serverAuth). ${effect}`,
        );
      } else if (keyUsages && !keyUsages.some((usage) => handshakeUsages.has(usage))) {
        report(
          use.place,
          `The key of ${nameOf(leaf)} may be used for ${keyUsages.join(", ")}, not for TLS handshakes. ${effect}`,
        );
      }
    }
  },
};

/** `serverAuth`, and the “server gated crypto” of old that OpenSSL takes for it. */
const serverUsages = new Set(["serverAuth", "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"]);
const handshakeUsages = new Set(["digitalSignature", "keyEncipherment", "keyAgreement"]);
