import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isKeyReadable } from "../x509/keyReadable.ts";
import { keyWords, nameOf } from "../x509/words.ts";

/** The server's key is of a kind that TLS clients do not take. */
export const certificateAlgorithmUnusable: Rule = {
  id: "certificate-algorithm-unusable",
  severity: "warning",
  serverEffect: null,
  summary: "The server's key is of a kind that clients do not accept.",
  why: "The server starts with any key that OpenSSL can load. But no TLS handshake of today's OpenSSL signs with DSA, so with a DSA certificate every connection over TLS fails with “no shared cipher”; and on curves other than P-256, P-384 and P-521 only clients that are set up for it get through.",
  instead:
    "Use an EC key on `prime256v1` or an RSA key of 2048 bits or more. Ed25519 works with OpenSSL, not with every driver.",
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
      const what = `The key of ${nameOf(leaf)} is ${keyWords(leaf.publicKey)}`;
      if (algorithm === "DSA") {
        report(
          use.place,
          `${what}. The server starts, but no TLS connection comes about: nothing signs with DSA.`,
          {
            severity: "error",
            serverEffect: "connection-error",
          },
        );
      } else if (algorithm === "EC" && curve && !usualCurves.has(curve)) {
        report(
          use.place,
          `${what}, a curve that clients do not offer by default: their TLS connections fail.`,
        );
      }
    }
  },
};

const usualCurves = new Set(["prime256v1", "secp384r1", "secp521r1"]);
