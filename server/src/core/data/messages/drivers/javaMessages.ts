import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["The server does not support SSL."],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
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
    patterns: [
      "DER length more than 4 bytes",
      "extra data given to DerValue",
      "algid parse error, not a sequence",
      "InvalidKeySpecException",
      "Could not decrypt SSL key file {file}.",
    ],
    meaning:
      "Java cannot read the client's key: pgjdbc before 42.7.5 takes PKCS #8 DER or PKCS #12 alone, and some encryptions are unknown to it.",
    remedy: "Convert: openssl pkcs8 -topk8 -inform PEM -outform DER -in client.key -out client.pk8 -nocrypt",
    rules: ["connection-file-content"],
  },
  {
    patterns: [
      "Could not read password for SSL key file",
      "Unable to find pkcs12 keystore",
      "keystore password was incorrect",
    ],
    meaning: "The client's key is encrypted, and its password is missing or wrong.",
    remedy: "Set sslpassword= in the URL's properties.",
  },
  {
    patterns: [
      "The server requested SCRAM-based authentication, but no password was provided",
      "The server requested SCRAM-based authentication, but the password is an empty string",
      "The server requested password-based authentication, but no password was provided",
    ],
    meaning: "The server requires a password, and the client has none.",
    remedy: "Set the property password.",
    client: "any",
  },
  {
    patterns: ["The authentication type {other} is not supported"],
    meaning:
      "The record's method is unknown to this pgjdbc: type 10 is scram-sha-256, which needs 42.2.0 or later.",
    remedy: "Renew pgjdbc, or let the record that decides have a method that it knows.",
    client: "any",
  },
  {
    patterns: ["Server name validation failed"],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: [
      "Remote host terminated the handshake",
      "Remote host closed connection during handshake",
      "SSL peer shut down incorrectly",
      "Unsupported or unrecognized SSL message",
    ],
    meaning:
      "What answered ended the handshake or knows no TLS: a proxy, a refused client certificate, or another service.",
    remedy: "Read the server's log of that second; check host and port.",
  },
  {
    patterns: ["CertificateExpiredException", "NotAfter: {other}"],
    meaning: "The server's certificate, or one that issued it, has expired.",
    remedy: "Renew it and reload the server (pgssl init renew).",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
  {
    patterns: ["Path does not chain with any of the trust anchors", "signature check failed"],
    meaning:
      "Java's CAs have not issued the server's certificate, or an older CA of the same name is among them.",
    remedy: `${trustServer} pgjdbc: sslrootcert=FILE.`,
    rules: serverChain,
  },
  {
    patterns: ["Algorithm constraints check failed", "Certificates do not conform to algorithm constraints"],
    meaning:
      "Java's policy (jdk.certpath.disabledAlgorithms) forbids the certificate's key or signature: too short, or SHA-1.",
    remedy: "Issue it anew with RSA of 2048 bits or more, or EC, signed with SHA-256.",
    rules: ["certificate-digest-weak", "certificate-key-weak", "ca-certificate-weak"],
  },
  {
    patterns: [
      "Invalid sslmode value: {other}",
      "Could not initialize SSL context",
      "The sslfactoryarg property",
    ],
    meaning: "A property of the URL is not as pgjdbc needs it.",
    remedy: "Use sslmode=verify-full with sslrootcert=FILE, and no sslfactory.",
    rules: ["connection-value-invalid"],
  },
  {
    patterns: ["Connection to {host} refused. Check that the hostname and port are correct"],
    meaning:
      "Nothing listens at that address and port: the server is down, listens at other addresses, or did not start.",
    remedy: "See whether it starts (pgssl check DIR), and listen_addresses and port.",
  },
];

/** What pgjdbc and Java print. */
export const javaMessages: readonly MessageRow[] = rows.map((row) => ({ source: "jdbc", ...row }));
