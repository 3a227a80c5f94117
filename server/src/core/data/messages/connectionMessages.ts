import type { MessageRow } from "./messageRow.ts";

/** What the server says of a client that it refuses. */
export const connectionMessages: readonly MessageRow[] = [
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", no encryption',
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL off',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", no encryption',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL off',
    ],
    meaning:
      "No record of pg_hba.conf matches this client, which came without TLS. A hostssl record does not count for it.",
    remedy:
      "Let the client use TLS (sslmode=require or stricter), or add a record for its address, role and database.",
    client: "plain",
  },
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL encryption',
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL on',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL encryption',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL on',
    ],
    meaning:
      "No record of pg_hba.conf matches this client, which came with TLS. A hostnossl record does not count for it.",
    remedy:
      "Add a hostssl record for its address, role and database; for replication the database is the keyword replication.",
    client: "tls",
  },
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}"',
      "no pg_hba.conf entry for",
    ],
    meaning:
      "No record of pg_hba.conf matches this client: its address, role, database and way of connecting decide together.",
    remedy: "Add a record that matches it, above records that would refuse it, and reload.",
    rules: ["hba-file-empty", "hba-ipv6-missing", "hba-rule-unreachable", "hba-hostssl-without-ssl"],
    client: "any",
  },
  {
    source: "server",
    patterns: [
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", no encryption',
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL off',
      'pg_hba.conf rejects replication connection for host "{host}", user "{user}", no encryption',
    ],
    meaning: "The first record that matches this client, which came without TLS, has the method reject.",
    remedy:
      "Let the client use TLS if only cleartext is rejected; otherwise put a record that admits it above the one that rejects.",
    client: "plain",
  },
  {
    source: "server",
    patterns: [
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL encryption',
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL on',
      'pg_hba.conf rejects replication connection for host "{host}", user "{user}", SSL encryption',
    ],
    meaning: "The first record that matches this client, which came with TLS, has the method reject.",
    remedy: "Put a record that admits the client above the one that rejects it.",
    client: "tls",
  },
  {
    source: "server",
    patterns: [
      'Connection matched file "{file}" line {line}: "{other}"',
      'Connection matched pg_hba.conf line {line}: "{other}"',
    ],
    isAddition: true,
    meaning:
      "This record of pg_hba.conf decided about the connection; the message before it says with which result.",
    remedy:
      "Look at the record's method and options. If another record was meant, it must come before this one.",
    rules: ["hba-rule-unreachable"],
  },
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
  {
    source: "server",
    patterns: [
      "hostssl record cannot match because SSL is disabled",
      "hostssl record cannot match because SSL is not supported by this build",
    ],
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "server",
    patterns: ["hostgssenc record cannot match because GSSAPI is not supported"],
    rules: ["hba-hostgssenc-without-gssapi"],
  },
  {
    source: "server",
    patterns: ["could not accept SSL connection: {other}", "could not accept SSL connection"],
    isGeneral: true,
    meaning:
      "The TLS handshake with a client failed. The words after the colon have the reason; an alert comes from the client.",
    remedy:
      "Where the reason is an alert, look at the client: it ended the handshake. Otherwise look at the server's files and protocol settings.",
    rules: [
      "certificate-chain-incomplete",
      "certificate-expired",
      "conf-protocol-range",
      "ssl-ciphers-invalid",
    ],
  },
  {
    source: "server",
    patterns: [
      "could not accept SSL connection: EOF detected",
      "could not accept SSL connection: Connection reset by peer",
      "could not accept SSL connection: Success",
    ],
    meaning:
      "The client went away in the middle of the handshake: often a port check of a load balancer, or a client that did not like the certificate.",
    remedy: "Compare the times with those of health checks; otherwise read the client's own message.",
    rules: ["certificate-chain-incomplete", "certificate-expired"],
  },
  {
    source: "server",
    patterns: [
      "Client certificate verification failed at depth {other}: unable to get local issuer certificate",
      "unable to get local issuer certificate",
    ],
    meaning:
      "A certificate's issuer is not among the trusted ones: the CA file lacks it, or the sender left out an intermediate certificate.",
    remedy:
      "For client certificates add the CA to ssl_ca_file and reload; for the server's, append the intermediate to ssl_cert_file.",
    rules: ["client-certificate-unverified", "ca-issuer-missing", "certificate-chain-incomplete"],
  },
  {
    source: "server",
    patterns: ["unsupported frontend protocol {other}"],
    meaning:
      "Something without PostgreSQL's protocol, or with a far older one, connected: a web browser, a scanner, a TLS client without PostgreSQL's own start.",
    remedy: "Find the program by its address. A proxy that ends TLS must know PostgreSQL's protocol.",
  },
  {
    source: "server",
    patterns: ["invalid length of startup packet", "incomplete startup packet"],
    meaning:
      "A connection began with other bytes than PostgreSQL's: a port check, or TLS at once where the server is older than 17.",
    remedy:
      "Set sslnegotiation=postgres in the client (direct needs a server of 17 or later), or ignore the check of a load balancer.",
  },
  {
    source: "server",
    patterns: [
      "received direct SSL connection request without ALPN protocol negotiation extension",
      "received SSL connection request with unexpected ALPN protocol",
    ],
    meaning:
      "A client began with TLS at once and did not name PostgreSQL's protocol by ALPN: often a proxy that ends TLS.",
    remedy: "Let the proxy set ALPN to postgresql, or let clients use sslnegotiation=postgres.",
  },
  {
    source: "server",
    patterns: ["This may indicate that the client does not support any SSL protocol version between {other}"],
    meaning: "Client and server have no TLS version in common.",
    remedy: "Renew the client's TLS library, or lower ssl_min_protocol_version for as long as needed.",
    rules: ["conf-protocol-range", "conf-protocol-old"],
  },
  {
    source: "server",
    patterns: [
      "rejected because address resolution did not return a match with IP address of client",
      "could not resolve host name",
    ],
    meaning: "A record names a host, and DNS does not lead from the client's address to it and back.",
    remedy: "Add the name for both ways to DNS or /etc/hosts of the server, or write the address.",
  },
  {
    source: "server",
    patterns: [
      'LDAP authentication failed for user "{user}"',
      "could not perform initial LDAP bind",
      "could not start LDAP TLS session",
    ],
    meaning: "The directory refused the name or the password, or could not be reached.",
    remedy:
      "The line before it in the server's log has the directory's own words. Try the same with ldapwhoami.",
    rules: ["hba-ldap-options", "hba-ldap-unusable", "hba-ldap-url-invalid", "hba-password-in-clear-text"],
  },
  {
    source: "server",
    patterns: [
      'RADIUS authentication failed for user "{user}"',
      'PAM authentication failed for user "{user}"',
      'GSSAPI authentication failed for user "{user}"',
      'SSPI authentication failed for user "{user}"',
      'BSD authentication failed for user "{user}"',
      'OAuth bearer authentication failed for user "{user}"',
    ],
    meaning: "The service that this method relies on did not confirm the user.",
    remedy: "The lines before it in the server's log, and the log of that service, have the reason.",
    rules: ["hba-radius-options", "hba-oauth-issuer", "hba-oauth-options", "hba-oauth-validator"],
  },
  {
    source: "server",
    patterns: ['authentication failed for user "{user}": host rejected'],
    meaning: "The record that matches the client has the method reject.",
    remedy: "Put a record that admits the client above it.",
  },
  {
    source: "server",
    patterns: ["remaining connection slots are reserved", "sorry, too many clients already"],
    meaning:
      "All connections that max_connections allows are in use. It has nothing to do with TLS or authentication.",
    remedy: "Close idle connections, use a pooler, or raise max_connections (needs a restart).",
  },
];
