/** What the bits of the key usage extension allow, in words (RFC 5280, 4.2.1.3). */
export const keyUsageWords: Readonly<Record<string, string>> = {
  digitalSignature: "signing handshakes",
  contentCommitment: "signing documents",
  nonRepudiation: "signing documents",
  keyEncipherment: "key transport (RSA)",
  dataEncipherment: "encrypting data",
  keyAgreement: "key agreement",
  keyCertSign: "signing certificates",
  cRLSign: "signing revocation lists",
  encipherOnly: "key agreement for encryption only",
  decipherOnly: "key agreement for decryption only",
};

/** What the purposes of the extended key usage extension stand for, in words (RFC 5280, 4.2.1.12). */
export const extendedKeyUsageWords: Readonly<Record<string, string>> = {
  serverAuth: "TLS server",
  clientAuth: "TLS client",
  codeSigning: "signing code",
  emailProtection: "e-mail",
  timeStamping: "time stamps",
  OCSPSigning: "signing OCSP answers",
  anyExtendedKeyUsage: "any purpose",
};
