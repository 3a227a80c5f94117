import type { CertificateRequest, KeyFacts, PublicKey } from "../../pki.ts";
import { describePublicKey, nameFact } from "./describeName.ts";
import { generalName } from "./extensionFacts.ts";
import { type Fact, fact, withColons } from "./fact.ts";

/** What may be shown of a private key; `match` says which certificate it belongs to, where that was looked for. */
export function keyFacts(key: KeyFacts, match?: Fact): Fact[] {
  const kind = key.publicKey
    ? describePublicKey(key.publicKey)
    : (kindByLabel.get(key.label) ?? "of unknown kind");
  return [
    ...fact("Private-Key", kind),
    ...fact("Encrypted", key.encrypted ? "yes" : "no", key.encrypted ? "a passphrase opens it" : undefined),
    ...fact("Cipher", key.cipher),
    ...fact("PEM Label", key.label),
    ...(match ? [match] : []),
    ...fact("Public Key SHA-256", key.publicKey && withColons(key.publicKey.fingerprint)),
    ...fact("Problem", key.problem),
  ];
}

/** What the label of a PEM block says of a key that cannot be opened. */
const kindByLabel: ReadonlyMap<string, string> = new Map([
  ["RSA PRIVATE KEY", "RSA"],
  ["EC PRIVATE KEY", "EC"],
  ["DSA PRIVATE KEY", "DSA"],
]);

/** All that is worth knowing of a public key. */
export function publicKeyFacts(key: PublicKey): Fact[] {
  return [
    ...fact("Public Key", describePublicKey(key)),
    ...fact("Public Key SHA-256", withColons(key.fingerprint)),
  ];
}

/** All that is worth knowing of a certificate signing request. */
export function requestFacts({
  subject,
  publicKey,
  alternativeNames,
  signatureAlgorithm,
}: CertificateRequest): Fact[] {
  return [
    nameFact("Subject", subject),
    ...fact("Subject Public Key Info", describePublicKey(publicKey)),
    ...(alternativeNames.length > 0
      ? [{ field: "Subject Alternative Name", values: alternativeNames.map(generalName) }]
      : []),
    ...fact("Signature Algorithm", signatureAlgorithm),
    ...fact("Public Key SHA-256", withColons(publicKey.fingerprint)),
  ];
}
