import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "./advice.ts";
import type { MessageRow } from "./messageRow.ts";

/** What libpq prints, and so psql and the drivers that use it. */
export const libpqMessages: readonly MessageRow[] = [
  {
    source: "libpq",
    patterns: ["server does not support SSL, but SSL was required"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "libpq",
    patterns: [
      'root certificate file "{file}" does not exist',
      'could not read root certificate file "{file}"',
      "could not get home directory to locate root certificate file",
    ],
    meaning:
      "With sslmode=verify-ca and verify-full libpq needs the CA's certificate; it looks for ~/.postgresql/root.crt.",
    remedy:
      "Copy the CA's certificate there, name it with sslrootcert=, or use sslrootcert=system (16 and later) for a public CA.",
    rules: ["service-root-mismatch"],
  },
  {
    source: "libpq",
    patterns: [
      'server certificate for "{other}" does not match host name "{host}"',
      'server certificate for "{other}" (and {others} other names) does not match host name "{host}"',
      'server certificate for "{other}" (and {others} other name) does not match host name "{host}"',
      "could not get server's host name from server certificate",
    ],
    meaning:
      "The certificate is trusted, but is not for the host name (or address) that the client used; sslmode=verify-full compares them.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "libpq",
    patterns: ["host name must be specified for a verified SSL connection"],
    meaning:
      "sslmode=verify-full compares the host name, and the client has none: it uses hostaddr alone, or a Unix socket.",
    remedy: "Give host= beside hostaddr=.",
  },
  {
    source: "libpq",
    patterns: ["SSL error: certificate verify failed"],
    meaning:
      "The client could not verify the server's certificate: its issuer is not in sslrootcert, an intermediate is missing, or a certificate expired.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    source: "libpq",
    patterns: [
      'could not read certificate file "{file}"',
      'could not open certificate file "{file}"',
      'failed: could not load private key file "{file}"',
      'could not stat private key file "{file}"',
      'certificate present, but not private key file "{file}"',
    ],
    meaning: "The client's own certificate or key could not be read.",
    remedy: "Check sslcert and sslkey: PEM files, readable by the client's user, of one pair.",
  },
  {
    source: "libpq",
    patterns: [
      'private key file "{file}" has group or world access; file must have permissions u=rw (0600) or less',
      'private key file "{file}" has group or world access; permissions should be u=rw (0600) or less',
    ],
    meaning: "libpq refuses a client's private key that others can read.",
    remedy: "chmod 600 on the client's key file.",
  },
  {
    source: "libpq",
    patterns: ['certificate does not match private key file "{file}"'],
    meaning: "The client's certificate and key are not of one pair.",
    remedy: "Compare both with pgssl inspect CERT KEY.",
  },
  {
    source: "libpq",
    patterns: ['weak sslmode "{other}" may not be used with sslrootcert=system'],
    meaning:
      "With the system's CAs anybody can get a certificate, so that libpq insists on comparing the host name.",
    remedy: "Use sslmode=verify-full with sslrootcert=system.",
  },
  {
    source: "libpq",
    patterns: ["channel binding required, but", "channel binding is required, but"],
    meaning:
      "channel_binding=require needs TLS, the method scram-sha-256, and a certificate whose signature has a usual hash.",
    remedy:
      "Let the record be hostssl with scram-sha-256, and the certificate be signed with SHA-256 or better.",
    rules: ["certificate-channel-binding", "hba-method-deprecated"],
  },
  {
    source: "libpq",
    patterns: [
      "SSL SYSCALL error: EOF detected",
      "SSL connection has been closed unexpectedly",
      "server closed the connection unexpectedly",
    ],
    meaning:
      "The other side ended the connection without a word: a refusal in the server's log, a crash, a proxy or a firewall.",
    remedy: "Read the server's log of that second. If it has nothing, look at what is in between.",
  },
  {
    source: "libpq",
    patterns: [
      "SSL SYSCALL error: {other}",
      "could not establish SSL connection: {other}",
      "could not send SSL negotiation packet: {other}",
      "could not initialize SSL connection: {other}",
      "could not create SSL context: {other}",
      "SSL error: {other}",
    ],
    isGeneral: true,
    meaning:
      "The TLS connection failed; the operating system's or OpenSSL's words in the line have the reason.",
    remedy: "Compare with the server's log of that second.",
  },
  {
    source: "libpq",
    patterns: [
      "SSL certificate's name contains embedded null",
      "SSL certificate's name entry is missing",
      "SSL certificate's address entry is missing",
      "certificate contains IP address with invalid length",
    ],
    meaning: "A name in the server's certificate is malformed, so that libpq does not compare it.",
    remedy: "Issue the certificate anew with proper subject alternative names.",
  },
  {
    source: "libpq",
    patterns: ["could not load system root certificate paths", "certificate could not be obtained"],
    meaning: "The client's OpenSSL could not read its CAs, or the server sent no certificate.",
    remedy: "Install the system's CA certificates, or name a file with sslrootcert=.",
  },
  {
    source: "libpq",
    patterns: ["timeout expired"],
    meaning:
      "The server did not answer within connect_timeout: a firewall, a wrong address, or an overloaded server.",
    remedy: "Try the same host and port with pg_isready from the client's machine.",
  },
  {
    source: "libpq",
    patterns: [
      'invalid sslmode value: "{other}"',
      'sslmode value "{other}" invalid when SSL support is not compiled in',
    ],
    meaning: "The value of sslmode is not known, or this libpq has no TLS.",
    remedy: "Use disable, allow, prefer, require, verify-ca or verify-full.",
  },
  {
    source: "libpq",
    patterns: ["fe_sendauth: no password supplied"],
    meaning: "The server requires a password, and the client has none.",
    remedy: "Set PGPASSWORD, use ~/.pgpass (mode 0600), or let the client prompt.",
    client: "any",
  },
  {
    source: "libpq",
    patterns: [
      "received unencrypted data after SSL response",
      "received invalid response to SSL negotiation",
      "received invalid authentication request",
      "expected authentication request from server, but received",
      "server sent an error response during SSL exchange",
    ],
    meaning:
      "What answered is no PostgreSQL server of today: another service at that port, a proxy, or an attack in between.",
    remedy: "Check host and port, and what is between client and server.",
  },
  {
    source: "libpq",
    patterns: [
      'authentication method requirement "{other}" failed',
      'auth method "{other}" requirement failed',
    ],
    meaning: "require_auth of the client forbids the method that the server chose.",
    remedy: "Compare require_auth with the method of the record that decides.",
    client: "any",
  },
  {
    source: "libpq",
    patterns: [
      "failed: Connection refused",
      "could not connect to server: Connection refused",
      "ECONNREFUSED",
    ],
    meaning:
      "Nothing listens at that address and port: the server is down, listens at other addresses, or did not start.",
    remedy: "See whether it starts (pgssl check DIR), and listen_addresses and port.",
  },
  {
    source: "libpq",
    patterns: ["Is the server running locally and accepting connections on that socket"],
    meaning: "There is no such Unix socket: the server is down, or its socket is in another folder.",
    remedy: "See whether it starts (pgssl check DIR), and unix_socket_directories.",
  },
  {
    source: "libpq",
    patterns: ["could not translate host name {other}"],
    meaning: "DNS does not know the host name.",
    remedy: "Correct the name, or add it to DNS or /etc/hosts.",
  },
];
