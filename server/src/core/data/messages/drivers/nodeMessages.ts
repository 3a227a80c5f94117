import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["The server does not support SSL connections"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    patterns: [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "unable to verify the first certificate",
    ],
    meaning:
      "Node could not verify the server's certificate: its CA is not among those that the client has, or an intermediate is missing.",
    remedy: `${trustServer} node-postgres: ssl: { ca: readFileSync("root.crt") }.`,
    rules: serverChain,
  },
  {
    patterns: ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames: {other}"],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: ["CERT_HAS_EXPIRED"],
    meaning: "The server's certificate, or one that issued it, has expired.",
    remedy: "Renew it and reload the server (pgssl init renew).",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
  {
    patterns: [
      "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string",
      "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string",
    ],
    meaning:
      "The server requires a password, and the client was given none (often an environment variable that is not set).",
    remedy: "Check the client's password option.",
    client: "any",
  },
  {
    patterns: ["There was an error establishing an SSL connection"],
    meaning: "What answered is no PostgreSQL server, or it closed the connection at the request for TLS.",
    remedy: "Check host and port, and the server's log.",
  },
  {
    patterns: ["The SSL modes 'prefer', 'require', and 'verify-ca' are treated as aliases for 'verify-full'"],
    meaning:
      "node-postgres 8 verifies the certificate and the name in all these modes, other than libpq does.",
    remedy: "Write sslmode=verify-full, or add uselibpqcompat=true for libpq's meaning.",
    rules: ["connection-driver-unverified"],
  },
  {
    patterns: [
      "Client network socket disconnected before secure TLS connection was established",
      "Connection terminated unexpectedly",
      "read ECONNRESET",
      "ECONNRESET",
    ],
    meaning:
      "The other side ended the connection without a word: a refused client certificate, a proxy or a firewall.",
    remedy: "Read the server's log of that second. If it has nothing, look at what is in between.",
  },
  {
    patterns: ["ERR_SSL_WRONG_VERSION_NUMBER", "EPROTO"],
    meaning: "One side uses TLS and the other does not, or they have no TLS version in common.",
    remedy: "Check host and port; a plain TLS client needs PostgreSQL's own start first.",
  },
  {
    patterns: [
      "ERR_OSSL_EVP_UNSUPPORTED",
      "ERR_OSSL_UNSUPPORTED",
      "ERR_OSSL_EVP_BAD_DECRYPT",
      "ERR_OSSL_BAD_DECRYPT",
    ],
    meaning: "The client's key cannot be read: an old encryption, or a wrong passphrase.",
    remedy:
      "Write it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW, with ssl.passphrase in the client.",
    rules: ["key-cipher-legacy"],
  },
  {
    patterns: ["ERR_OSSL_X509_KEY_VALUES_MISMATCH"],
    meaning: "The client's certificate and key are not of one pair.",
    remedy: "Compare both with pgssl inspect CERT KEY.",
  },
  {
    patterns: [
      "SASL: Mechanism SCRAM-SHA-256-PLUS requires a certificate",
      "Ed448 certificate channel binding is not currently supported",
    ],
    meaning: "node-postgres could not bind the login to the server's certificate.",
    remedy: "Set enableChannelBinding: false, or let an RSA or EC key sign the certificate.",
    rules: ["certificate-channel-binding"],
  },
  {
    patterns: [
      "SASL: SCRAM-SERVER-FINAL-MESSAGE",
      "SASL: SCRAM-SERVER-FIRST-MESSAGE",
      "SASL_SIGNATURE_MISMATCH",
    ],
    meaning: "The exchange of scram-sha-256 broke off: a pooler or proxy, or a server that is not the one.",
    remedy: "Connect past the pooler to see which side it is; renew the driver.",
  },
  {
    patterns: ["getaddrinfo ENOTFOUND {host}", "getaddrinfo EAI_AGAIN {host}"],
    meaning: "DNS does not know the host name.",
    remedy:
      "Correct the name. In a connection string a password with / ? # or @ cuts the host name: percent-encode it.",
  },
];

/** What node-postgres and Node print. */
export const nodeMessages: readonly MessageRow[] = rows.map((row) => ({ source: "node", ...row }));
