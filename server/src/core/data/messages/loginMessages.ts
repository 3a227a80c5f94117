import type { MessageRow } from "./messageRow.ts";

/** What the server says of a client whose password, name or certificate is not what the record requires. */
export const loginMessages: readonly MessageRow[] = [
  {
    source: "server",
    patterns: ['password authentication failed for user "{user}"'],
    meaning:
      "The password is wrong, or the role has none, has one that expired, or does not exist. The client does not learn which; the server's log has a DETAIL.",
    remedy: "Read the DETAIL line in the server's log. Set a password with \\password in psql.",
    rules: ["conf-password-md5", "hba-method-deprecated"],
  },
  {
    source: "server",
    patterns: [
      'Role "{user}" does not exist',
      'database "{database}" does not exist',
      'Ident user map "{other}" not found',
    ],
    meaning:
      "The name is not known to the server. Names keep capitals only where they were created in quotation marks.",
    remedy: "Compare with \\du and \\l in psql. A client without a database name uses the role's name.",
  },
  {
    source: "server",
    patterns: ['User "{user}" has no password assigned', 'User "{user}" does not have a valid SCRAM secret'],
    meaning:
      "The role has no password of the kind that the method needs: none at all, or an MD5 one where scram-sha-256 is required.",
    remedy:
      "Set password_encryption = scram-sha-256, and let the role set its password anew (\\password in psql).",
    rules: ["conf-password-md5", "hba-method-deprecated"],
  },
  {
    source: "server",
    patterns: ['User "{user}" has an expired password'],
    meaning: "The role's password was valid until a time that has passed (VALID UNTIL).",
    remedy: "Set a new limit with ALTER ROLE … VALID UNTIL, after the password is changed.",
  },
  {
    source: "server",
    patterns: ['role "{user}" is not permitted to log in', 'User "{user}" is not permitted to log in'],
    meaning: "The role exists, but has no LOGIN attribute: it is a group.",
    remedy: "Use another role, or ALTER ROLE … LOGIN.",
  },
  {
    source: "server",
    patterns: ['Peer authentication failed for user "{user}"', "Peer authentication failed"],
    meaning:
      "On the Unix socket the operating system's user counts with peer, and its name is not the role's, nor does a map join the two.",
    remedy:
      "Run the client as that user (sudo -u NAME psql), connect over TCP with -h localhost, or add map= and a line in pg_ident.conf.",
    rules: ["hba-map-unknown", "hba-map-not-loaded"],
  },
  {
    source: "server",
    patterns: ['Ident authentication failed for user "{user}"', "Ident authentication failed"],
    meaning:
      "The method ident contacts an ident server on the client's machine. There is none, or it returned another name.",
    remedy: "Use scram-sha-256 or cert over TCP, and peer on the Unix socket.",
    rules: ["hba-ident-on-local", "hba-map-unknown"],
  },
  {
    source: "server",
    patterns: ['certificate authentication failed for user "{user}"'],
    meaning:
      "The client's certificate is trusted, but its name is not that of the role, nor does a map join the two.",
    remedy:
      "Use a certificate whose CN is the role's name, or add map=NAME to the record and a line to pg_ident.conf.",
    rules: ["hba-client-certificate-name", "hba-map-unknown", "hba-map-not-loaded"],
  },
  {
    source: "server",
    patterns: [
      "provided user name ({user}) and authenticated user name ({other}) do not match",
      'no match in usermap "{other}" for user "{user}"',
    ],
    meaning:
      "The name that was proved (of the certificate, of the operating system, of the directory) is not the requested role's, and no line of the map joins the two.",
    remedy: "Add a line to pg_ident.conf: MAP, the proved name, the role. The record needs map=MAP.",
    rules: [
      "hba-client-certificate-name",
      "hba-map-unknown",
      "hba-map-not-loaded",
      "ident-regex-invalid",
      "regex-foreign-syntax",
    ],
  },
  {
    source: "server",
    patterns: [
      'certificate validation (clientcert=verify-full) failed for user "{user}"',
      'failed for user "{user}": CN mismatch',
    ],
    meaning:
      "With clientcert=verify-full the certificate's name must be that of the role, in addition to the password.",
    remedy:
      "Use a certificate whose CN is the role's name, a map, or clientcert=verify-ca if any trusted certificate is enough.",
    rules: ["hba-client-certificate-name", "hba-map-unknown"],
  },
  {
    source: "server",
    patterns: [
      "client certificate contains no user name",
      'certificate authentication failed for user "{user}": client certificate contains no user name',
    ],
    meaning: "The record goes by the certificate's CN (or DN), and the certificate has none.",
    remedy: "Issue a certificate with the role's name as CN.",
  },
  {
    source: "server",
    patterns: ["connection requires a valid client certificate"],
    meaning:
      "The record requires a certificate (cert, clientcert), and the client sent none: it found none, or could not read its key.",
    remedy: "Set sslcert and sslkey in the client (libpq: ~/.postgresql/postgresql.crt and .key, mode 0600).",
    rules: ["client-certificate-unverified"],
  },
  {
    source: "server",
    patterns: ["client certificates can only be checked if a root certificate store is available"],
    rules: ["hba-client-certificate-without-ca", "hosts-ca-missing"],
  },
];
