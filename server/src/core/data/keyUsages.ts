/** The bits of the key usage extension (RFC 5280, 4.2.1.3), as `openssl x509 -text` names them. */
export const keyUsageNames: Readonly<Record<string, string>> = {
  digitalSignature: "Digital Signature",
  contentCommitment: "Non Repudiation",
  nonRepudiation: "Non Repudiation",
  keyEncipherment: "Key Encipherment",
  dataEncipherment: "Data Encipherment",
  keyAgreement: "Key Agreement",
  keyCertSign: "Certificate Sign",
  cRLSign: "CRL Sign",
  encipherOnly: "Encipher Only",
  decipherOnly: "Decipher Only",
};

/** The purposes of the extended key usage extension (RFC 5280, 4.2.1.12), as `openssl x509 -text` names them. */
export const extendedKeyUsageNames: Readonly<Record<string, string>> = {
  serverAuth: "TLS Web Server Authentication",
  clientAuth: "TLS Web Client Authentication",
  codeSigning: "Code Signing",
  emailProtection: "E-mail Protection",
  timeStamping: "Time Stamping",
  OCSPSigning: "OCSP Signing",
  anyExtendedKeyUsage: "Any Extended Key Usage",
};
