import { expect, test } from "vitest";
import type { MessageSource } from "../../../server/src/core/data/messages/messageRow.ts";
import { findMessages } from "../../../server/src/core/features/why/findMessages.ts";

/** What drivers without libpq print. */
const ofDrivers: readonly (readonly [source: MessageSource, text: string])[] = [
  ["jdbc", "Caused by: java.io.IOException: DER length more than 4 bytes: 109"],
  ["jdbc", "org.postgresql.util.PSQLException: The authentication type 10 is not supported. Check that"],
  ["jdbc", "org.postgresql.util.PSQLException: Could not decrypt SSL key file /c/client.pk8."],
  ["jdbc", "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake"],
  ["jdbc", "java.security.cert.CertificateExpiredException: NotAfter: Mon Nov 30 10:00:00 UTC 2026"],
  [
    "jdbc",
    "java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors",
  ],
  ["npgsql", "System.Security.Authentication.AuthenticationException: … chain: PartialChain"],
  ["npgsql", "Cannot determine the frame size or a corrupted frame was received."],
  ["npgsql", "No password has been provided but the backend requires one (in SASL/SCRAM-SHA-256)"],
  ["node", "Error: read ECONNRESET"],
  [
    "node",
    "Error: error:1C80006B:Provider routines::wrong final block length code: 'ERR_OSSL_EVP_BAD_DECRYPT'",
  ],
  ["node", "Error: getaddrinfo ENOTFOUND db.exmaple.com"],
  ["node", "Error: SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing"],
  ["python", "ssl.SSLError: [SSL] PEM lib (_ssl.c:3900)"],
  ["go", "remote error: tls: certificate required"],
  ["go", "tls: first record does not look like a TLS handshake"],
  ["go", "tls: private key does not match public key"],
  ["go", 'pq: unsupported sslmode "prefer"; only "require" (default), "verify-full"'],
  ["rust", "invalid peer certificate: CaUsedAsEndEntity"],
  ["rust", "received fatal alert: CertificateRequired"],
  ["pgbouncer", "WARNING C-0x55: db/app@10.0.0.1:4000 pooler error: SSL required"],
  ["pgbouncer", "WARNING TLS handshake failed: name `db' not present in server certificate"],
  ["pgbouncer", "WARNING could not parse hba config line 3"],
];

test.each(ofDrivers)("%s: “%s” is known", (source, text) => {
  expect(findMessages(text).map((found) => found.row.source)).toContain(source);
});
