import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: [
      "server requested a cleartext password",
      "server requested a hashed password",
      "server requested GSSAPI authentication",
      "server requested SSPI authentication",
      "server requested SASL authentication",
      "server requested an unknown authentication type",
      "server did not complete authentication",
    ],
    meaning: "require_auth of the client forbids the method that the server chose.",
    remedy: "Compare require_auth with the method of the record that decides.",
    client: "any",
  },
  {
    patterns: [
      "server did not request an SSL certificate",
      "server accepted connection without a valid SSL certificate",
    ],
    meaning:
      "With sslcertmode=require the client insists on presenting a certificate, and the server did not ask for one.",
    remedy: "Set ssl_ca_file on the server, or sslcertmode=allow in the client.",
    rules: ["hba-client-certificate-without-ca"],
  },
  {
    patterns: [
      'require_auth method "{other}" is specified more than once',
      'require_auth method "{other}" cannot be mixed with negative methods',
      'negative require_auth method "{other}" cannot be mixed with non-negative methods',
      'invalid require_auth value: "{other}"',
    ],
    meaning: "require_auth takes a list of methods, or a list of methods with ! before each, once each.",
    remedy: "Write for example require_auth=scram-sha-256.",
    rules: ["connection-value-invalid"],
  },
  {
    patterns: [
      "none of the server's SASL authentication mechanisms are supported",
      "server offered SCRAM-SHA-256-PLUS authentication over a non-SSL connection",
      "authentication method {other} not supported",
      "SCRAM authentication requires libpq version 10 or above",
    ],
    meaning: "The server's method is unknown to this client library.",
    remedy: "Renew the client's library (scram-sha-256 needs libpq 10, oauth 18).",
    client: "any",
  },
  {
    patterns: ["channel binding required but not supported by server's authentication request"],
    meaning:
      "channel_binding=require needs TLS and scram-sha-256, and the record that decides has another method.",
    remedy: "Let the record be hostssl with scram-sha-256, or leave channel_binding out.",
    client: "any",
  },
  {
    patterns: ['requirepeer specifies "{other}", but actual peer user name is "{user}"'],
    meaning: "The server at the Unix socket runs as another user than requirepeer names.",
    remedy: "Correct requirepeer, or find out who runs that server.",
  },
  {
    patterns: [
      "GSSAPI encryption required but was impossible",
      "GSSAPI encryption required but it is not supported over a local socket",
      "server doesn't support GSSAPI encryption, but it was required",
      'gssencmode value "{other}" invalid when GSSAPI support is not compiled in',
      "GSSAPI authentication not supported",
      "SSPI authentication not supported",
    ],
    meaning: "The client wants Kerberos, and it, the server or the way between them has none.",
    remedy: "Get a ticket (kinit), or connect with gssencmode=disable and TLS.",
    rules: ["hba-hostgssenc-without-gssapi"],
  },
  {
    patterns: [
      "no OAuth flows are available (try installing the libpq-oauth package)",
      "server requires OAuth authentication, but oauth_issuer and oauth_client_id are not both set",
      "server requires OAuth authentication, but no discovery metadata was provided",
    ],
    meaning: "The record's method is oauth, and the client is not set up for it.",
    remedy: "Set oauth_issuer and oauth_client_id, and install libpq's OAuth module.",
    client: "any",
  },
  {
    patterns: [
      "server rejected OAuth bearer token: {other}",
      "user-defined OAuth flow failed",
      "server's discovery document at {other} is incompatible with oauth_issuer",
      "server's discovery document has moved to {other}",
    ],
    meaning: "The token was refused, or the issuer of client and record are not the same to the letter.",
    remedy: "Compare oauth_issuer with issuer= of the record; look at the token's scope and expiry.",
    rules: ["hba-oauth-issuer"],
  },
  {
    patterns: [
      'OAuth discovery URI "{other}" must use HTTPS',
      'OAuth discovery URI "{other}" is not a .well-known URI',
      'OAuth discovery URI "{other}" uses an invalid format',
      'OAuth discovery URI "{other}" uses an unsupported .well-known suffix',
      'OAuth discovery URI "{other}" must not contain query or fragment components',
    ],
    meaning: "The issuer of the record or of the client is not an https URL that OAuth's discovery knows.",
    remedy: "Write https://HOST/PATH, without query and fragment.",
    rules: ["hba-oauth-issuer"],
  },
  {
    patterns: ['password retrieved from file "{file}"'],
    meaning: "The password that was refused is from this file.",
    remedy: "Correct the entry that matches host, port, database and role first.",
    client: "any",
  },
  {
    patterns: [
      'password file "{file}" has group or world access',
      'password file "{file}" is not a plain file',
    ],
    meaning: "libpq does not use a password file that others can read.",
    remedy: "chmod 600 on the file.",
    rules: ["passfile-permissions"],
  },
];

/** What libpq says of the way in which a client proves who it is. */
export const libpqLoginMessages: readonly MessageRow[] = rows.map((row) => ({ source: "libpq", ...row }));
