import type { MessageRow } from "./messageRow.ts";

/** What the server says of TLS and of startup packets, and of a connection that finds no slot. */
export const connectionMessages: readonly MessageRow[] = [
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
