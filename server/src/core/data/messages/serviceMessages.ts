import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["timeout waiting for RADIUS response from {host}", "could not read RADIUS response"],
    meaning: "The RADIUS server did not answer within three seconds, or nothing reached it.",
    remedy:
      "Check radiusservers, radiusports, the firewall for UDP, and that the RADIUS server knows this client.",
    rules: ["hba-radius-server-name", "hba-radius-options"],
  },
  {
    patterns: [
      "RADIUS response from {host} has incorrect MD5 signature",
      "RADIUS response from {host} has corrupt length",
      "RADIUS response from {host} too short",
      "RADIUS response from {host} is to a different request",
      "RADIUS response from {host} was sent from incorrect port",
      "RADIUS response from {host} has invalid code",
    ],
    meaning:
      "The RADIUS server's answer does not fit: another shared secret, or another program at that port.",
    remedy: "Compare radiussecrets with the secret that the RADIUS server has for this client.",
    rules: ["hba-radius-list-invalid", "hba-radius-options"],
  },
  {
    patterns: ['could not translate RADIUS server name "{host}" to address'],
    meaning: "DNS does not know the RADIUS server's name.",
    remedy: "Correct the name in radiusservers, or use its address.",
    rules: ["hba-radius-server-name"],
  },
  {
    patterns: [
      "could not create RADIUS socket",
      "could not bind local RADIUS socket",
      "could not send RADIUS packet",
      "could not check status on RADIUS socket",
    ],
    meaning: "The server's machine cannot send to the RADIUS server.",
    remedy: "Check routes and firewall of the server's machine.",
  },
  {
    patterns: [
      "RADIUS authentication does not support passwords longer than",
      "adding attribute code {other} with length {length} to radius packet",
    ],
    meaning: "The password or name is too long for a RADIUS request.",
    remedy: "Use a shorter one, or another method.",
  },
  {
    patterns: ["could not parse RADIUS", "RADIUS server not specified", "RADIUS secret not specified"],
    meaning: "A list of RADIUS servers, secrets, ports or identifiers is malformed or empty.",
    remedy: "Separate the items by commas, and quote the whole value.",
    rules: ["hba-radius-list-invalid", "hba-radius-options"],
  },
  {
    patterns: ["list of RADIUS", "the number of RADIUS"],
    meaning: "The lists of RADIUS secrets, ports and identifiers must have one item, or one a server.",
    remedy: "Give as many as radiusservers has, or one for all.",
    rules: ["hba-radius-list-invalid"],
  },
  {
    patterns: [
      'could not connect to Ident server at address "{host}"',
      'could not send query to Ident server at address "{host}"',
      'could not receive response from Ident server at address "{host}"',
      "could not create socket for Ident connection",
      "invalidly formatted response from Ident server",
    ],
    meaning: "The method ident needs an Ident server (port 113) on the client's machine, and none answered.",
    remedy: "Use scram-sha-256 or cert; ident trusts whatever the client's machine says.",
    rules: ["hba-method-deprecated", "hba-ident-on-local"],
  },
  {
    patterns: ["could not get peer credentials", "peer authentication is not supported on this platform"],
    meaning: "The operating system did not say which user is at the other end of the Unix socket.",
    remedy: "Use scram-sha-256 for local connections on this system.",
  },
  {
    patterns: ["LDAP URLs not supported on this platform"],
    meaning: "The server's LDAP library does not read ldapurl.",
    remedy: "Write the same with ldapserver, ldapport, ldapbasedn and ldapsearchattribute.",
  },
  {
    patterns: [
      "oauth_validator_libraries must be set for authentication method",
      "validation of OAuth token requested without a validator loaded",
      "internal error in OAuth validator module",
    ],
    meaning: "The method oauth needs a library that validates tokens, and there is none, or it failed.",
    remedy: "Set oauth_validator_libraries, and name one by validator= if there are several.",
    rules: ["hba-oauth-validator"],
  },
  {
    patterns: ["OAuth is not properly configured for this user"],
    meaning: "The record's issuer or scope is missing, so that the client cannot know where to get a token.",
    remedy: "Give issuer= and scope= in the record.",
    rules: ["hba-oauth-options", "hba-oauth-issuer"],
  },
  {
    patterns: ["malformed OAUTHBEARER message", "malformed OAuth bearer token"],
    meaning: "The client's token is not in the form of RFC 6750.",
    remedy: "Renew the client's library; a proxy in between may have changed the message.",
  },
];

/** What the server says of the services that confirm a user: RADIUS, Ident, LDAP, OAuth. */
export const serviceMessages: readonly MessageRow[] = rows.map((row) => ({ source: "server", ...row }));
