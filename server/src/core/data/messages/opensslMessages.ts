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
    patterns: ["wrong version number", "http request", "packet length too long"],
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
    patterns: ["unable to get certificate CRL"],
    meaning:
      "CRLs are in use, and there is none of this certificate's issuer: then every client certificate of it is refused.",
    remedy: "Add a CRL of each CA in the chain to ssl_crl_file or ssl_crl_dir, and reload.",
    rules: ["crl-missing", "crl-foreign", "crl-directory-names"],
  },
  {
    patterns: ["CRL has expired", "CRL is not yet valid"],
    meaning: "A CRL is out of its time: then every client certificate of its CA is refused.",
    remedy: "Publish a new CRL (pgssl init crl) and reload.",
    rules: ["crl-not-current", "crl-expires-soon"],
  },
  {
    patterns: [
      "self-signed certificate in certificate chain",
      "self signed certificate in certificate chain",
      "self-signed certificate",
      "self signed certificate",
    ],
    meaning: "The chain ends at a certificate that the verifying side does not trust.",
    remedy: "Give that side the root CA: sslrootcert at the client, ssl_ca_file at the server.",
    rules: ["service-root-mismatch", "client-certificate-unverified", "certificate-chain-root"],
  },
  {
    patterns: ["unable to get issuer certificate"],
    meaning: "The trusted file has an intermediate CA without its root.",
    remedy: "Add the root to the file.",
    rules: ["ca-issuer-missing"],
  },
  {
    patterns: ["unsupported certificate purpose", "unsuitable certificate purpose"],
    meaning: "The certificate's extended key usage does not allow this use (TLS server or TLS client).",
    remedy: "Issue one with the right extended key usage.",
    rules: ["certificate-purpose", "ca-purpose", "client-certificate-unverified"],
  },
  {
    patterns: ["invalid CA certificate", "path length constraint exceeded"],
    meaning: "A certificate in the chain is used as a CA and is none, or is deeper than its CA allows.",
    remedy: "Look at the chain with pgssl inspect.",
    rules: ["ca-not-authority", "certificate-chain-invalid"],
  },
  {
    patterns: ["certificate is not yet valid"],
    meaning: "A certificate's first day is still to come, or a clock is wrong.",
    remedy: "Compare the clocks of both machines, then the certificate's dates.",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
];

/** What OpenSSL's errors and alerts mean, whoever prints them. */
export const opensslMessages: readonly MessageRow[] = rows.map((row) => ({ source: "openssl", ...row }));
