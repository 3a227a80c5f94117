import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { unusableKey } from "../x509/handshakeKey.ts";
import { isKeyReadable } from "../x509/keyReadable.ts";

/** The type of the server's key is one that TLS clients do not accept. */
export const certificateAlgorithmUnusable: Rule = {
  id: "certificate-algorithm-unusable",
  severity: "warning",
  serverEffect: null,
  summary: "The server's key is of a type that clients do not accept.",
  instead:
    "Use an EC key on `prime256v1` or an RSA key of 2048 bits or more. Ed25519 works with OpenSSL, but not with every driver; a certificate that is *signed* with Ed25519 breaks channel binding, see [certificate-channel-binding](certificate-channel-binding.md).",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [leaf] = certificatesOf(use, cluster.openSsl);
      const found = leaf && unusableKey(leaf, cluster);
      const name = leaf && shownCertificate(leaf);
      if (found)
        report(use.place, `${name} ${found.why}; use prime256v1 or RSA.`, {
          ...(found.isForAll && { severity: "error", serverEffect: "connection-error" }),
          detail: found.isForAll
            ? "The server starts, but every TLS connection fails with “no shared cipher”, “no suitable signature algorithm” or “ee key too small”."
            : "The TLS connections of clients that do not offer this curve fail.",
        });
      else if (leaf?.publicKey.hasExplicitCurve && isKeyReadable(leaf, cluster.openSsl))
        report(use.place, `${name} has explicit EC parameters; issue it for a key on a named curve.`, {
          detail:
            "Clients that verify it (verify-ca, verify-full) refuse it: RFC 5480 does not permit spelt-out parameters. Make the key with -pkeyopt ec_param_enc:named_curve.",
        });
    }
  },
};

export const certificateAlgorithmUnusablePage: RulePage = {
  why: "The server starts with any key that OpenSSL can load. But current OpenSSL signs no TLS handshake with DSA, so with a DSA certificate every TLS connection fails with “no shared cipher”, and so it is with an RSA-PSS key whose parameters bind it to another digest than SHA-256, SHA-384 or SHA-512. With a curve other than P-256, P-384 and P-521 only clients that are configured for it can connect (two sides with OpenSSL 3.5 also use brainpool's). An EC key that spells out its curve's parameters instead of naming it does no handshake with OpenSSL 1.1.1, and with OpenSSL 3 clients refuse it if they verify the server. `@SECLEVEL=3` in `ssl_ciphers` demands RSA keys of 3072 bits: the server starts with a smaller one, and every handshake fails with “ee key too small”.",
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
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ no handshake
      ssl_key_file = 'server.key'
      -- server.crt: explicit-leaf --
      -- server.key: explicit-key --
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ no verification
      ssl_key_file = 'server.key'
      -- server.crt: explicit-leaf --
      -- server.key: explicit-key --
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'DEFAULT@SECLEVEL=3'
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ 2048 bits are not enough at this level
      ssl_key_file = 'server.key'
      -- server.crt: rsa-leaf --
      -- server.key: rsa-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
    `,
  ],
};
