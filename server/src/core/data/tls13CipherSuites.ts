/** The cipher suites of TLS 1.3 that OpenSSL 1.1.1 and 3 know (RFC 8446, B.4). */
export const tls13CipherSuites: readonly string[] = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_128_CCM_SHA256",
  "TLS_AES_128_CCM_8_SHA256",
];

/** Suites without encryption that only OpenSSL 3.4 and later know (RFC 9150). */
export const integrityOnlySuites: readonly string[] = ["TLS_SHA256_SHA256", "TLS_SHA384_SHA384"];
