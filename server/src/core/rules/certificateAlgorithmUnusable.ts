import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isKeyReadable } from "../x509/keyReadable.ts";

/** The type of the server's key is one that TLS clients do not accept. */
export const certificateAlgorithmUnusable: Rule = {
  id: "certificate-algorithm-unusable",
  severity: "warning",
  serverEffect: null,
  summary: "The server's key is of a type that clients do not accept.",
  why: "The server starts with any key that OpenSSL can load. But current OpenSSL signs no TLS handshake with DSA, so with a DSA certificate every TLS connection fails with “no shared cipher”. With a curve other than P-256, P-384 and P-521 only clients that are configured for it can connect.",
  instead:
    "Use an EC key on `prime256v1` or an RSA key of 2048 bits or more. Ed25519 works with OpenSSL, but not with every driver.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      ssl_key_file = 'server.key'
      -- server.crt: secp256k1-leaf --
      -- server.key: secp256k1-key --
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
      if (!leaf || !isKeyReadable(leaf, cluster.openSsl)) continue;
      const { algorithm, curve } = leaf.publicKey;
      const name = shownCertificate(leaf);
      if (algorithm === "DSA") {
        report(
          use.place,
          `The DSA key of ${name} does not work with TLS clients; use EC (prime256v1) or RSA.`,
          {
            severity: "error",
            serverEffect: "connection-error",
            detail:
              "The server starts, but every TLS connection fails with “no shared cipher”, since no handshake is signed with DSA.",
          },
        );
      } else if (algorithm === "EC" && curve && !usualCurves.has(curve)) {
        report(
          use.place,
          `Clients do not offer ${curve}, the curve of ${name}, by default; use prime256v1.`,
          { detail: "The TLS connections of clients that do not offer this curve fail." },
        );
      }
    }
  },
};

const usualCurves = new Set(["prime256v1", "secp384r1", "secp521r1"]);
