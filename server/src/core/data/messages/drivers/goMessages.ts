import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["pq: SSL is not enabled on the server", "server refused TLS connection"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    patterns: [
      "x509: certificate signed by unknown authority",
      "x509: certificate has expired or is not yet valid",
    ],
    meaning: "Go could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
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
    patterns: [
      "remote error: tls: unknown certificate authority",
      "remote error: tls: bad certificate",
      "remote error: tls: certificate required",
      "remote error: tls: unknown certificate",
      "remote error: tls: expired certificate",
      "remote error: tls: revoked certificate",
    ],
    meaning: "The server refused the client's certificate, or missed one.",
    remedy: "Add the client's CA to ssl_ca_file, and reload. The server's log has the depth and the reason.",
    rules: ["client-certificate-unverified", "hba-client-certificate-without-ca"],
  },
  {
    patterns: [
      "remote error: tls: handshake failure",
      "remote error: tls: protocol version not supported",
      "tls: no supported versions satisfy MinVersion and MaxVersion",
      "tls: server selected unsupported protocol version",
    ],
    meaning: "Go and the server have no TLS version, cipher suite or group in common.",
    remedy: "Check ssl_min_protocol_version, ssl_ciphers and ssl_groups.",
    rules: ["conf-protocol-range", "ssl-ciphers-unknown", "ssl-groups-uncommon"],
  },
  {
    patterns: ["tls: first record does not look like a TLS handshake"],
    meaning: "What answered knows no TLS: a wrong port, or a proxy.",
    remedy: "Check host and port.",
  },
  {
    patterns: [
      "tls: private key does not match public key",
      "tls: failed to find any PEM data",
      "tls: failed to find certificate PEM data",
      "tls: failed to parse private key",
    ],
    meaning: "The client's certificate or key cannot be read, or they are not of one pair.",
    remedy: "Compare both with pgssl inspect CERT KEY.",
  },
  {
    patterns: [
      "x509: certificate is not valid for any names",
      "x509: certificate is not authorized to sign other certificates",
      "x509: certificate specifies an incompatible key usage",
      "x509: cannot verify signature: insecure algorithm",
      "x509: too many intermediates",
      "x509: invalid signature",
    ],
    meaning:
      "Go does not accept the server's certificate or one that issued it: names, usages, or a SHA-1 signature.",
    remedy: "Look at the chain with pgssl inspect, and issue the certificate that the message means anew.",
    rules: [
      "certificate-names-missing",
      "certificate-purpose",
      "certificate-digest-weak",
      "ca-not-authority",
    ],
  },
  {
    patterns: ["tls: either ServerName or InsecureSkipVerify must be specified"],
    meaning: "The program makes its own tls.Config, and gives no host name to compare.",
    remedy: "Set ServerName to the host name in the certificate.",
  },
  {
    patterns: ['pq: unsupported sslmode "{other}"', "sslmode is invalid"],
    meaning: "The driver does not know this sslmode; lib/pq before 1.10 has no allow and prefer.",
    remedy: "Use sslmode=verify-full with sslrootcert=FILE.",
    rules: ["connection-value-invalid"],
  },
  {
    patterns: ["pq: Private key file has group or world access", "pq: Private key has world access"],
    meaning: "lib/pq refuses a client's private key that others can read.",
    remedy: "chmod 600 on the client's key file.",
  },
];

/** What Go, pgx and lib/pq print. */
export const goMessages: readonly MessageRow[] = rows.map((row) => ({ source: "go", ...row }));
