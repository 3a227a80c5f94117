import type { MessageRow } from "./messageRow.ts";

const clientRefuses =
  "An alert is what the other side reports before it ends the handshake: in the server's log it comes from the client.";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["alert unknown ca"],
    meaning: `The other side does not trust the certificate's issuer. ${clientRefuses}`,
    remedy:
      "In the server's log: give the client the right sslrootcert, and append intermediates to ssl_cert_file. At a client: add its CA to ssl_ca_file.",
    rules: [
      "certificate-chain-incomplete",
      "service-root-mismatch",
      "client-certificate-unverified",
      "ca-issuer-missing",
    ],
  },
  {
    patterns: ["alert certificate unknown", "alert bad certificate"],
    meaning: `The other side refuses the certificate. ${clientRefuses}`,
    remedy: "Read the message of the other side: host name, expiry and issuer are the usual reasons.",
    rules: [
      "certificate-address-uncovered",
      "service-host-uncovered",
      "certificate-expired",
      "certificate-chain-incomplete",
      "client-certificate-unverified",
      "crl-missing",
      "crl-not-current",
    ],
  },
  {
    patterns: ["alert certificate expired", "certificate has expired"],
    meaning: "A certificate is past its last day: the server's, a client's, or one that issued it.",
    remedy: "Renew it (pgssl init renew) and reload the server.",
    rules: ["certificate-expired", "ca-certificate-expired", "client-certificate-unverified"],
  },
  {
    patterns: ["alert certificate revoked", "certificate revoked"],
    meaning: "A CRL lists the certificate.",
    remedy: "Issue a new one; if it was revoked by mistake, publish a new CRL and reload.",
    rules: ["client-certificate-unverified"],
  },
  {
    patterns: ["alert certificate required", "peer did not return a certificate"],
    meaning: "The server requires a client certificate, and the client sent none.",
    remedy: "Set sslcert and sslkey in the client.",
  },
  {
    patterns: [
      "alert handshake failure",
      "no shared cipher",
      "no suitable key share",
      "no shared groups",
      "no suitable groups",
      "no shared signature algorithms",
      "no suitable signature algorithm",
    ],
    meaning:
      "Client and server have no cipher suite, group or signature algorithm in common, or the server has no usable certificate for the name.",
    remedy: "Check ssl_ciphers, ssl_groups and the kind of the server's key against what the client offers.",
    rules: [
      "ssl-ciphers-invalid",
      "ssl-ciphers-unknown",
      "ssl-groups-uncommon",
      "ssl-groups-unknown",
      "certificate-algorithm-unusable",
      "hosts-name-uncovered",
    ],
  },
  {
    patterns: [
      "alert protocol version",
      "unsupported protocol",
      "version too low",
      "alert inappropriate fallback",
    ],
    meaning: "Client and server have no TLS version in common.",
    remedy:
      "Renew the older side. ssl_min_protocol_version decides on the server, the system's OpenSSL policy may as well.",
    rules: ["conf-protocol-range", "conf-protocol-old"],
  },
  {
    patterns: ["alert unrecognized name", "unrecognized name"],
    meaning: "The server has no certificate for the host name that the client requested (SNI).",
    remedy: "Add the name, or a default line *, to pg_hosts.conf.",
    rules: ["hosts-name-uncovered", "hosts-name-wildcard"],
  },
  {
    patterns: [
      "wrong version number",
      "unknown protocol",
      "http request",
      "packet length too long",
      "record too small",
    ],
    meaning:
      "One side uses TLS and the other does not: a wrong port, or TLS at once against a server that expects PostgreSQL's own start.",
    remedy:
      "Check host and port; use sslnegotiation=postgres, or openssl s_client -starttls postgres for tests.",
  },
  {
    patterns: ["key values mismatch"],
    meaning: "The private key is not that of the first certificate in the file.",
    remedy: "Put the certificate that was issued for this key first, its intermediates after it.",
    rules: ["key-mismatch", "certificate-chain-order", "certificate-chain-shuffled"],
  },
  {
    patterns: ["no certificate assigned", "key type mismatch"],
    meaning: "Key and certificate are of different kinds, such as EC and RSA.",
    remedy: "Use the key for which the certificate was issued.",
    rules: ["key-mismatch"],
  },
  {
    patterns: ["no start line", "Expecting: CERTIFICATE", "Expecting: ANY PRIVATE KEY"],
    meaning: "The file has no PEM block of the kind that is needed: it is DER, empty, or something else.",
    remedy: "Look with pgssl inspect FILE; openssl x509 -inform DER -outform PEM converts a certificate.",
    rules: ["ssl-file-not-pem", "ssl-file-empty", "ssl-file-content", "certificate-key-swapped"],
  },
  {
    patterns: ["bad base64 decode", "bad end line", "bad decode"],
    meaning: "The PEM block is damaged: lines are missing, joined or altered.",
    remedy: "Copy the file anew from where it was made.",
    rules: ["ssl-file-broken"],
  },
  {
    patterns: ["bad decrypt", "bad password read", "maybe wrong password"],
    meaning: "The passphrase of the private key is wrong, or there was none.",
    remedy: "Run ssl_passphrase_command by hand: it must print the passphrase alone.",
    rules: ["key-passphrase-missing", "passphrase-command-placeholder", "key-cipher-legacy"],
  },
  {
    patterns: ["ee key too small", "ca key too small", "dh key too small"],
    meaning: "A key is too short for the security level of this OpenSSL.",
    remedy: "Make a new key of at least 2048 bits (RSA) or 256 (EC), with a new certificate.",
    rules: ["certificate-key-weak", "ca-certificate-weak", "dh-parameters-weak"],
  },
  {
    patterns: ["ca md too weak", "ee md too weak", "md too weak"],
    meaning: "A certificate is signed with a hash that this OpenSSL no longer accepts, such as SHA-1.",
    remedy: "Issue it anew with SHA-256.",
    rules: ["certificate-digest-weak", "ca-certificate-weak"],
  },
  {
    patterns: ["unexpected eof while reading"],
    meaning:
      "The other side ended the connection without TLS's goodbye: a port check, a crash, a proxy, or a client that gave up.",
    remedy:
      "In the server's log of a load balancer's address it is harmless. Otherwise read the other side's message.",
  },
  {
    patterns: ["alert no application protocol", "no application protocol"],
    meaning: "Client and server did not agree on ALPN: PostgreSQL's protocol is called postgresql.",
    remedy: "Let the client or proxy offer ALPN postgresql, or use sslnegotiation=postgres.",
  },
  {
    patterns: [
      "alert internal error",
      "alert decrypt error",
      "alert decode error",
      "alert illegal parameter",
      "alert unexpected message",
      "bad record mac",
      "decryption failed or bad record mac",
    ],
    meaning: `The other side could not go on with the handshake. ${clientRefuses}`,
    remedy:
      "Read the other side's log: a damaged key or certificate, a faulty library, or something in between.",
    rules: ["key-mismatch", "certificate-algorithm-unusable"],
  },
  {
    patterns: [
      "alert insufficient security",
      "alert access denied",
      "alert unsupported certificate",
      "alert no certificate",
    ],
    meaning: `The other side's policy does not accept the certificate or the cipher suites. ${clientRefuses}`,
    remedy: "Look at kind, size and signature of the certificate, and at ssl_ciphers.",
    rules: [
      "certificate-key-weak",
      "certificate-digest-weak",
      "certificate-algorithm-unusable",
      "ssl-ciphers-weak",
    ],
  },
  {
    patterns: ["unsafe legacy renegotiation disabled"],
    meaning: "The other side's TLS library is older than RFC 5746, and OpenSSL 3 does not talk to it.",
    remedy: "Renew the older side.",
  },
  {
    patterns: [
      "no ciphers available",
      "no cipher match",
      "no protocols available",
      "no ciphers enabled for max supported SSL/TLS version",
      "no ciphers specified",
      "ssl library has no ciphers",
    ],
    meaning: "Nothing is left of the cipher suites or TLS versions that settings and OpenSSL's policy allow.",
    remedy:
      "Check ssl_ciphers, ssl_min_protocol_version and ssl_max_protocol_version against the system's policy.",
    rules: ["ssl-ciphers-invalid", "ssl-ciphers-unknown", "conf-protocol-range"],
  },
  {
    patterns: [
      "legacy sigalg disallowed or unsupported",
      "unsupported elliptic curve",
      "wrong curve",
      "no suitable digest algorithm",
      "unknown group",
    ],
    meaning:
      "The kind of key or signature is not offered by the other side, or not allowed by OpenSSL's policy.",
    remedy:
      "Use RSA with 2048 bits or more, or EC on prime256v1 or secp384r1, signed with SHA-256 or better.",
    rules: ["certificate-algorithm-unusable", "certificate-digest-weak", "ssl-groups-unknown"],
  },
];

/** What OpenSSL's errors of the handshake, of files and its alerts mean, whoever prints them. */
export const opensslMessages: readonly MessageRow[] = rows.map((row) => ({ source: "openssl", ...row }));
