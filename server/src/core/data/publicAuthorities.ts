/**
 * Organizations whose roots browsers and operating systems trust, as they are written in the subjects of those roots (Mozilla's
 * list, CCADB). Any of them issues certificates to whoever shows control of a domain.
 */
export const publicAuthorities: readonly RegExp[] = [
  /\bInternet Security Research Group\b|\bISRG Root\b|\bLet's Encrypt\b/i,
  /\bDigiCert\b|\bBaltimore\b|\bVeriSign\b|\bthawte\b|\bGeoTrust\b|\bSymantec\b/i,
  /\bSectigo\b|\bCOMODO\b|\bUSERTRUST\b|\bAAA Certificate Services\b/i,
  /\bGlobalSign\b|\bGoogle Trust Services\b|\bGTS Root\b/i,
  /\bAmazon Root CA\b|\bStarfield\b|\bGoDaddy\b|\bGo Daddy\b/i,
  /\bEntrust\b|\bSSL\.com\b|\bSSL Corporation\b|\bIdenTrust\b|\bDST Root CA\b/i,
  /\bActalis\b|\bBuypass\b|\bCertum\b|\bUnizeto\b|\bCertigna\b|\bQuoVadis\b|\bSwissSign\b|\bHARICA\b/i,
  /\bD-TRUST\b|\bT-TeleSec\b|\bTelekom Security\b|\bTeliaSonera\b|\bTelia Root\b|\bemSign\b|\bSecureTrust\b/i,
  /\bTrustwave\b|\bMicrosoft (?:RSA|ECC) Root\b|\bNetLock\b|\bHellenic Academic\b|\bCertSIGN\b|\be-Szigno\b/i,
  /\bACCVRAIZ|\bFNMT\b|\bANF Secure Server\b|\bAffirmTrust\b|\bAtos TrustedRoot\b|\bFirmaprofesional\b/i,
  /\bCA Disig\b|\bCFCA EV\b|\bCertainly Root\b|\bE-Tugra\b|\bGDCA TrustAUTH\b|\bGLOBALTRUST\b/i,
  /\bHiPKI\b|\bePKI Root\b|\bHongkong Post\b|\bIzenpe\b|\bNAVER Global\b|\bWISeKey\b|\bSZAFIR\b/i,
  /\bSecureSign\b|\bSecurity Communication\b|\bTUBITAK\b|\bTWCA\b|\bTrustCor\b|\bTunTrust\b/i,
  /\bUniTrust\b|\bXRamp\b|\bvTrus\b/i,
];

/** Where systems keep all public CAs in one file. */
export const publicBundlePath =
  /(?:^|\/)(?:ca-certificates\.crt|ca-bundle(?:\.trust)?\.crt|tls-ca-bundle\.pem|cacert\.pem|ca-bundle\.pem)$|^\/(?:etc\/(?:ssl|pki\/tls)|usr\/(?:local\/)?(?:share|etc)\/[\w@.-]*(?:ssl|openssl)[\w@.-]*)\/cert\.pem$/;
