import type { Pki } from "../core/index.ts";

/**
 * Decodes and verifies a certificate of no consequence, so that the first one that somebody points at does not wait until V8 and
 * OpenSSL have made themselves ready: that takes five times as long as the certificate does.
 */
export function warmUp(pki: Pki): void {
  const { blocks } = pki.decode(new TextEncoder().encode(sample));
  for (const { certificate } of blocks) if (certificate) pki.isSignedBy(certificate, certificate);
}

/** Made for this (EC P-256, signed by itself, valid for a day); its key was not kept. */
const sample = `
-----BEGIN CERTIFICATE-----
MIIBizCCATGgAwIBAgIUVErk05RrhieUBRmRi22lB1BMXCgwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFcGdzc2wwHhcNMjYxMTI2MDM0NDI3WhcNMjYxMTI3MDM0NDI3
WjAQMQ4wDAYDVQQDDAVwZ3NzbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG1m
BpWfl6oPgX++wjElYZN4LvhnDwv/wT4UPNe5MQ77r7l5YeTxgNas1PzelruX489U
0QjJf/pBtFORmWATDXSjaTBnMB0GA1UdDgQWBBQY/SzbDmcJQQWP5lD8cN+5bk3M
9DAfBgNVHSMEGDAWgBQY/SzbDmcJQQWP5lD8cN+5bk3M9DAPBgNVHRMBAf8EBTAD
AQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAKBggqhkjOPQQDAgNIADBFAiEAsroH
Lccy9fH8fInotHJqW7LXSa5AAnKw7DJrV/3xqcMCIBLGDqylEHIqiGWshagKsM3w
jLeuB8qFLjMc3+/fXjAL
-----END CERTIFICATE-----
`;
