import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "./advice.ts";
import type { MessageRow } from "./messageRow.ts";

/** What drivers without libpq print. */
export const driverMessages: readonly MessageRow[] = [
  {
    source: "jdbc",
    patterns: ["The server does not support SSL."],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "jdbc",
    patterns: [
      "unable to find valid certification path to requested target",
      "PKIX path building failed",
      "PKIX path validation failed",
      "the trustAnchors parameter must be non-empty",
    ],
    meaning: "Java could not verify the server's certificate with the CAs that it has.",
    remedy: `${trustServer} pgjdbc: sslrootcert=FILE.`,
    rules: serverChain,
  },
  {
    source: "jdbc",
    patterns: [
      "The hostname {host} could not be verified by hostnameverifier",
      "No subject alternative DNS name matching {host} found",
      "No subject alternative names matching IP address {host} found",
      "No subject alternative names present",
    ],
    meaning: "The certificate is not for the host name (or address) that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "jdbc",
    patterns: [
      "Could not open SSL root certificate file {file}.",
      "Could not open SSL certificate file {file}.",
      "Could not read SSL key file {file}.",
      "Loading the SSL root certificate {file} into a TrustManager failed",
      "Loading the SSL certificate {file} into a KeyManager failed",
      "Could not find a java cryptographic algorithm",
    ],
    meaning:
      "A file of the client cannot be read. pgjdbc reads keys in PKCS #8 DER (.pk8) or PKCS #12, and since 42.7.5 in PEM.",
    remedy: "Convert: openssl pkcs8 -topk8 -inform PEM -outform DER -in client.key -out client.pk8 -nocrypt",
  },
  {
    source: "jdbc",
    patterns: [
      "Received fatal alert: unknown_ca",
      "Received fatal alert: certificate_unknown",
      "Received fatal alert: bad_certificate",
      "Received fatal alert: certificate_required",
    ],
    meaning: "The server refused the client's certificate, or missed one.",
    remedy: "Add the client's CA to ssl_ca_file, and reload. The server's log has the depth and the reason.",
    rules: ["client-certificate-unverified", "ca-issuer-missing", "crl-missing"],
  },
  {
    source: "jdbc",
    patterns: [
      "Received fatal alert: handshake_failure",
      "Received fatal alert: protocol_version",
      "No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
    ],
    meaning: "Client and server have no TLS version or cipher suite in common.",
    remedy: "Renew the older side; check ssl_min_protocol_version and ssl_ciphers.",
    rules: ["conf-protocol-range", "conf-protocol-old", "ssl-ciphers-unknown"],
  },
  {
    source: "npgsql",
    patterns: ["SSL connection requested. No SSL enabled connection from this host is configured."],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "npgsql",
    patterns: [
      "The remote certificate is invalid according to the validation procedure",
      "The remote certificate is invalid because of errors in the certificate chain",
      "The remote certificate was rejected by the provided RemoteCertificateValidationCallback",
      "RemoteCertificateChainErrors",
    ],
    meaning: ".NET could not verify the server's certificate.",
    remedy: `${trustServer} Npgsql: Root Certificate=FILE.`,
    rules: serverChain,
  },
  {
    source: "npgsql",
    patterns: ["RemoteCertificateNameMismatch"],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "npgsql",
    patterns: [
      "Exception while performing SSL handshake",
      "Authentication failed because the remote party sent a TLS alert",
      "Authentication failed, see inner exception",
    ],
    meaning: "The TLS handshake failed; the inner exception has the reason.",
    remedy: "Search for the inner exception's words, and for the time in the server's log.",
    rules: [...serverChain, "client-certificate-unverified", "conf-protocol-range"],
  },
  {
    source: "npgsql",
    patterns: ["To validate server certificates, please use VerifyFull or VerifyCA instead of Require"],
    meaning:
      "Npgsql 8 and later does not verify the certificate with SSL Mode=Require, and insists that this is chosen knowingly.",
    remedy: "Use SSL Mode=VerifyFull and Root Certificate=FILE.",
  },
  {
    source: "node",
    patterns: ["The server does not support SSL connections"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "node",
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
    source: "node",
    patterns: ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames: {other}"],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "node",
    patterns: ["CERT_HAS_EXPIRED"],
    meaning: "The server's certificate, or one that issued it, has expired.",
    remedy: "Renew it and reload the server (pgssl init renew).",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
  {
    source: "node",
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
    source: "node",
    patterns: ["There was an error establishing an SSL connection"],
    meaning: "What answered is no PostgreSQL server, or it closed the connection at the request for TLS.",
    remedy: "Check host and port, and the server's log.",
  },
  {
    source: "python",
    patterns: ["rejected SSL upgrade"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "python",
    patterns: [
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {other}",
      "CERTIFICATE_VERIFY_FAILED",
    ],
    meaning: "Python could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    source: "python",
    patterns: [
      "Hostname mismatch, certificate is not valid for '{host}'",
      "IP address mismatch, certificate is not valid for '{host}'",
    ],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "go",
    patterns: ["pq: SSL is not enabled on the server", "server refused TLS connection"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    source: "go",
    patterns: [
      "x509: certificate signed by unknown authority",
      "x509: certificate has expired or is not yet valid",
    ],
    meaning: "Go could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    source: "go",
    patterns: [
      "x509: certificate is valid for {other}, not {host}",
      "x509: certificate relies on legacy Common Name field",
      "x509: cannot validate certificate for {host} because it doesn't contain any IP SANs",
    ],
    meaning:
      "The certificate has no subject alternative name for the host that the client used; the CN alone does not count.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    source: "rust",
    patterns: ["invalid peer certificate: UnknownIssuer", "invalid peer certificate: Expired"],
    meaning: "The client could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    source: "rust",
    patterns: ["invalid peer certificate: NotValidForName", 'certificate not valid for name "{host}"'],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
];
