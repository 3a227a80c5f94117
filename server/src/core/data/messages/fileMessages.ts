import type { MessageRow } from "./messageRow.ts";

/** What the server says of certificate, key and CRL files, and of its TLS settings. */
export const fileMessages: readonly MessageRow[] = [
  {
    source: "server",
    patterns: ['private key file "{file}" has group or world access'],
    rules: ["key-file-permissions"],
  },
  {
    source: "server",
    patterns: ['private key file "{file}" must be owned by the database user or root'],
    rules: ["key-file-owner"],
  },
  {
    source: "server",
    patterns: [
      'could not access private key file "{file}": No such file or directory',
      'could not access private key file "{file}"',
    ],
    rules: ["ssl-file-missing", "ssl-file-unreadable", "conf-path-relative"],
  },
  {
    source: "server",
    patterns: ['private key file "{file}" is not a regular file'],
    rules: ["ssl-file-kind"],
  },
  {
    source: "server",
    patterns: [
      'could not load server certificate file "{file}": {other}',
      'could not load server certificate file "{file}"',
    ],
    meaning:
      "The server's certificate could not be read. With relative paths the file is looked for in the data directory.",
    remedy: "Name a PEM file that the server's user can read, the server's own certificate first in it.",
    rules: [
      "ssl-file-missing",
      "ssl-file-unreadable",
      "ssl-file-not-pem",
      "ssl-file-empty",
      "ssl-file-broken",
      "ssl-file-content",
      "ssl-file-kind",
      "ssl-file-byte-order-mark",
      "certificate-key-weak",
      "certificate-digest-weak",
      "certificate-key-swapped",
      "conf-path-relative",
    ],
  },
  {
    source: "server",
    patterns: [
      'could not load private key file "{file}": {other}',
      'could not load private key file "{file}"',
    ],
    meaning:
      "The server's private key could not be read: no permission, no PEM key, or a passphrase that is missing or wrong.",
    remedy:
      "Name a PEM key that the server's user can read; for an encrypted key set ssl_passphrase_command.",
    rules: [
      "key-mismatch",
      "ssl-file-unreadable",
      "ssl-file-missing",
      "ssl-file-not-pem",
      "ssl-file-broken",
      "ssl-file-content",
      "key-passphrase-missing",
      "certificate-key-swapped",
      "certificate-key-unreadable",
      "key-cipher-legacy",
    ],
  },
  {
    source: "server",
    patterns: ['private key file "{file}" cannot be reloaded because it requires a passphrase'],
    rules: ["key-passphrase-reload", "key-passphrase-missing"],
  },
  {
    source: "server",
    patterns: ["check of private key failed: {other}", "check of private key failed"],
    meaning:
      "Certificate and private key do not belong together, or the certificate file does not begin with the server's own.",
    remedy:
      "Put the certificate that was issued for this key first in ssl_cert_file, its intermediates after it.",
    rules: [
      "key-mismatch",
      "certificate-chain-order",
      "certificate-chain-shuffled",
      "certificate-is-authority",
    ],
  },
  {
    source: "server",
    patterns: [
      'could not load root certificate file "{file}": {other}',
      'could not load root certificate file "{file}"',
    ],
    meaning: "The file of ssl_ca_file could not be read, or holds no certificate.",
    remedy: "Name a PEM file of the CA certificates that issue your clients' certificates.",
    rules: [
      "ssl-file-missing",
      "ssl-file-unreadable",
      "ssl-file-not-pem",
      "ssl-file-empty",
      "ssl-file-broken",
      "ssl-file-content",
    ],
  },
  {
    source: "server",
    patterns: [
      'could not load SSL certificate revocation list file "{file}": {other}',
      'could not load SSL certificate revocation list directory "{file}"',
      'SSL certificate revocation list file "{file}" ignored',
      "could not load SSL certificate revocation list file",
    ],
    meaning: "The CRLs could not be read: the file is missing or is no CRL in PEM.",
    remedy: "Name a PEM file of CRLs, one of each CA (openssl crl -inform DER converts one).",
    rules: [
      "ssl-file-missing",
      "ssl-file-not-pem",
      "ssl-file-unreadable",
      "ssl-file-content",
      "crl-directory-missing",
      "crl-directory-names",
    ],
  },
  {
    source: "server",
    patterns: ["could not set the cipher list", "no valid ciphers available"],
    rules: ["ssl-ciphers-invalid", "ssl-ciphers-unknown"],
  },
  {
    source: "server",
    patterns: ["could not set the TLSv1.3 cipher suites"],
    rules: ["ssl-tls13-ciphers-unknown"],
  },
  {
    source: "server",
    patterns: [
      "could not set SSL protocol version range",
      '"ssl_min_protocol_version" cannot be higher than "ssl_max_protocol_version"',
      "could not set minimum SSL protocol version",
      "could not set maximum SSL protocol version",
    ],
    rules: ["conf-protocol-range"],
  },
  {
    source: "server",
    patterns: [
      "ECDH: unrecognized curve name",
      "could not set group names specified in ssl_groups",
      "unrecognized SSL group name",
      "No valid groups found",
    ],
    rules: ["ssl-groups-unknown", "ssl-groups-empty"],
  },
  {
    source: "server",
    patterns: [
      'could not load DH parameters file "{file}"',
      'could not open DH parameters file "{file}"',
      "invalid DH parameters",
      "DH: could not load",
    ],
    meaning: "The file of ssl_dh_params_file cannot be used.",
    remedy:
      "Remove the setting: the server has parameters of its own, and modern clients use elliptic curves.",
    rules: ["dh-parameters-weak", "ssl-file-missing", "ssl-file-not-pem"],
  },
  {
    source: "server",
    patterns: ["SSL configuration was not reloaded"],
    meaning:
      "At a reload a certificate, key, CA or CRL file could not be used, so that all of the old ones stay. A restart would fail.",
    remedy: "The line before it names the file. Correct it and reload again.",
    rules: [
      "key-mismatch",
      "ssl-file-missing",
      "ssl-file-unreadable",
      "key-file-permissions",
      "key-passphrase-reload",
      "ssl-file-not-pem",
      "hosts-name-duplicate",
    ],
  },
  {
    source: "server",
    patterns: ["SSL is not supported by this build"],
    meaning: "This server was compiled without OpenSSL.",
    remedy: "Install a build with TLS, such as PostgreSQL's own packages.",
    rules: ["conf-value-refused", "hba-hostssl-without-ssl"],
  },
  {
    source: "server",
    patterns: [
      'command "{other}" failed',
      "could not read from command",
      'could not execute command "{other}"',
    ],
    meaning: "The server ran a command of the configuration, such as ssl_passphrase_command, and it failed.",
    remedy: "Run it as the server's user. It must print the passphrase and nothing else.",
    rules: ["key-passphrase-missing", "passphrase-command-placeholder"],
  },
  {
    source: "server",
    patterns: [
      'multiple entries for host "{other}" specified',
      "multiple default hosts specified",
      "multiple no_sni hosts specified",
    ],
    rules: ["hosts-name-duplicate"],
  },
  {
    source: "server",
    patterns: ["default and non-SNI entries cannot be mixed with other entries"],
    rules: ["hosts-name-mixed"],
  },
  {
    source: "server",
    patterns: ["incorrect syntax for boolean value"],
    rules: ["hosts-reload-flag-invalid"],
  },
  { source: "server", patterns: ["multiple values specified for SSL"], rules: ["hosts-values-multiple"] },
  {
    source: "server",
    patterns: [
      'data directory "{file}" has invalid permissions',
      'data directory "{file}" has wrong ownership',
    ],
    rules: ["data-directory-permissions"],
  },
  {
    source: "server",
    patterns: ['"root" execution of the PostgreSQL server is not permitted'],
    meaning: "The server refuses to run as root.",
    remedy: "Start it as its own user: sudo -u postgres pg_ctl start -D DIR, or by the service manager.",
  },
  {
    source: "server",
    patterns: [
      "could not bind IPv4 address {other}",
      "could not bind IPv6 address {other}",
      "could not create any TCP/IP sockets",
    ],
    meaning:
      "The server cannot listen at this address: another server has the port, or the address is not of this machine.",
    remedy: "See who listens (ss -ltnp), or change port or listen_addresses.",
  },
];
