import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { breaksChannelBinding } from "../x509/channelBinding.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isKeyReadable } from "../x509/keyReadable.ts";

/** The server's certificate has a signature to which SCRAM cannot be bound. */
export const certificateChannelBinding: Rule = {
  id: "certificate-channel-binding",
  severity: "warning",
  serverEffect: null,
  summary: "The signature of the server's certificate names no digest, so SCRAM logins over TLS fail.",
  instead: "Have the certificate issued by a CA with an RSA or EC key.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [leaf] = certificatesOf(use, cluster.openSsl);
      if (!leaf || !breaksChannelBinding(leaf) || isKeyReadable(leaf, cluster.openSsl) === false) continue;
      report(
        use.place,
        `SCRAM logins over TLS fail: ${shownCertificate(leaf)} is signed with ${leaf.signatureAlgorithm}; use an RSA or EC CA.`,
        {
          detail:
            "libpq binds SCRAM to the certificate and stops with “could not find digest for NID UNDEF”. Until then clients can set channel_binding=disable.",
        },
      );
    }
  },
};

export const certificateChannelBindingPage: RulePage = {
  why: "A client on libpq binds SCRAM to the server's certificate by default, with the digest of the certificate's signature. Ed25519, Ed448, ML-DSA and SLH-DSA signatures name none: every login over TLS with `scram-sha-256` then fails with “could not find digest for NID UNDEF”, unless the client sets `channel_binding=disable`. What counts is the signature, that is, the key of the CA (or of a self-signed certificate itself): an Ed25519 key below an RSA or EC CA works, an RSA key below an Ed25519 CA does not. RSA-PSS works. Logins by certificate alone, and other methods, are not affected.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: ed25519-signed-leaf --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      ssl_key_file = 'server.key'
      -- server.crt: ed25519-leaf --
      -- server.key: ed25519-key --
    `,
  ],
};
