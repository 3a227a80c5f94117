import type { Certificate } from "../../pki.ts";
import { isAuthority, isSelfSigned } from "../../x509/authority.ts";
import { breaksChannelBinding } from "../../x509/channelBinding.ts";
import { describePublicKey, nameFact } from "./describeName.ts";
import { extensionFacts } from "./extensionFacts.ts";
import { type Fact, fact, withColons } from "./fact.ts";
import { distanceInWords, momentToTheSecond } from "./timeInWords.ts";

/** All that is worth knowing of a certificate, what people look for first at the start. `now` is in milliseconds since 1970. */
export function certificateFacts(certificate: Certificate, now: number): Fact[] {
  const { subject, issuer, publicKey, brokenParts, unknownCriticalExtensions: unknown } = certificate;
  return [
    { ...nameFact("Subject", subject), isCopied: true },
    isSelfSigned(certificate)
      ? { ...nameFact("Issuer", issuer), gloss: "itself" }
      : nameFact("Issuer", issuer),
    ...validityFacts(certificate, now),
    ...fact("Subject Public Key Info", describePublicKey(publicKey)),
    ...extensionFacts(certificate),
    ...(unknown.length > 0
      ? [
          {
            field: "Unknown Critical Extensions",
            values: unknown,
            gloss: "OpenSSL refuses every chain with the certificate",
          },
        ]
      : []),
    ...(brokenParts
      ? [{ field: "Broken", values: brokenParts, gloss: "OpenSSL refuses every chain with the certificate" }]
      : []),
    ...fact(
      "Signature Algorithm",
      certificate.signatureAlgorithm,
      breaksChannelBinding(certificate) && !isAuthority(certificate)
        ? "no digest: as a server certificate it makes SCRAM logins of libpq fail"
        : undefined,
    ),
    ...fact("Version", `${certificate.version}`),
    copied("Serial Number", certificate.serialNumber),
    copied("SHA-256 Fingerprint", certificate.fingerprint),
    copied("SHA-1 Fingerprint", certificate.sha1Fingerprint),
    copied("Public Key SHA-256", publicKey.fingerprint),
  ];
}

const copied = (field: string, hexadecimal: string): Fact => ({
  field,
  values: [withColons(hexadecimal)],
  isCopied: true,
});

function validityFacts({ notBefore, notAfter }: Certificate, now: number): Fact[] {
  const [from, to] = [momentToTheSecond(notBefore), momentToTheSecond(notAfter)];
  const early = now < notBefore && `not yet valid: begins ${distanceInWords(notBefore, now)}`;
  return [
    { field: "Not Before", values: [from], ...(early && { gloss: early, isUrgent: true }) },
    now > notAfter
      ? {
          field: "Not After",
          values: [to],
          gloss: `expired ${distanceInWords(notAfter, now)}`,
          isUrgent: true,
        }
      : {
          field: "Not After",
          values: [to],
          ...(!Number.isNaN(notAfter) && { gloss: `expires ${distanceInWords(notAfter, now)}` }),
        },
  ];
}
