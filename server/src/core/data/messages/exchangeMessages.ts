import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["canceling authentication due to timeout"],
    meaning:
      "The client did not finish within authentication_timeout: a slow directory, a prompt for a password, or a port check.",
    remedy: "Look at what the record's method waits for. A client that only checks the port is harmless.",
  },
  {
    patterns: [
      "received unencrypted data after SSL request",
      "received unencrypted data after GSSAPI encryption request",
    ],
    meaning: "The client sent data before TLS was up: a faulty client or proxy, or an attack in between.",
    remedy: "Find the client by its address; renew its library.",
  },
  {
    patterns: ["SCRAM channel binding negotiation error", "SCRAM channel binding check failed"],
    meaning:
      "Client and server do not see the same TLS connection: a proxy ends TLS between them, or an attack.",
    remedy:
      "Let TLS pass through the proxy. Where the proxy is wanted: channel_binding=disable in the client.",
    rules: ["certificate-channel-binding"],
  },
  {
    patterns: [
      "malformed SCRAM message",
      "invalid SCRAM response",
      "incorrect server signature",
      "duplicate SASL authentication request",
      "client selected an invalid SASL authentication mechanism",
      "client requires an unsupported SCRAM extension",
      "unsupported SCRAM channel-binding type",
      "unexpected SCRAM channel-binding attribute",
      "non-printable characters in SCRAM nonce",
      "SASL authentication is not supported in protocol version 2",
      "could not verify server signature",
      "error received from server in SCRAM exchange",
      "fe_sendauth: error in SASL authentication",
    ],
    meaning:
      "The exchange of scram-sha-256 broke off: a faulty client library, a pooler or proxy, or a server that is not the one.",
    remedy: "Renew the client's library; connect past the pooler to see which side it is.",
  },
  {
    patterns: ['invalid SCRAM secret for user "{user}"'],
    meaning: "The role's stored password is damaged.",
    remedy: "Set it anew with \\password in psql.",
    client: "any",
  },
  {
    patterns: [
      "expected password response, got message type",
      "expected SASL response, got message type",
      "failed to send SSL negotiation response",
      "failed to send GSSAPI negotiation response",
    ],
    meaning:
      "The client went away in the middle of the login: it gave up, or prompts its user for the password first.",
    remedy: "psql does this when it prompts; with other clients read their message.",
  },
  {
    patterns: [
      "SSL certificate's common name contains embedded null",
      "SSL certificate's distinguished name contains embedded null",
    ],
    meaning:
      "The client's certificate has a null character in its name, which is an attack or a faulty tool.",
    remedy: "Find out who issued it.",
  },
  {
    patterns: ["empty password returned by client"],
    meaning: "The client sent an empty password, which no method accepts.",
    remedy: "Set PGPASSWORD or use ~/.pgpass (mode 0600).",
  },
  {
    patterns: [
      "could not determine server certificate signature algorithm",
      "could not find digest for NID {other}",
      "could not generate server certificate hash",
      "could not generate peer certificate hash",
      "could not get server certificate hash",
    ],
    meaning:
      "SCRAM binds to a hash of the server's certificate, and its signature (Ed25519, Ed448, ML-DSA) names none.",
    remedy: "Let an RSA or EC key sign the certificate; until then channel_binding=disable in the client.",
    rules: ["certificate-channel-binding"],
  },
];

/** What breaks off an exchange of messages, as server and libpq say it in the same words. */
export const exchangeMessages: readonly MessageRow[] = rows.map((row) => ({ source: "server", ...row }));
