import type { Certificate, PublicKey } from "../pki.ts";

/**
 * OpenSSL's words for a key that does not fit the server's certificate; it keeps keys of each kind apart. None for a kind or a
 * curve without a name, which it may not even read.
 */
export function misfit(key: PublicKey, { publicKey }: Certificate): string | undefined {
  const { algorithm, curve } = publicKey;
  const hasName = (word: string | undefined) => word !== undefined && !/^\d/.test(word);
  if (!hasName(algorithm) || (algorithm === "EC" && !hasName(curve))) return undefined;
  return key.algorithm === publicKey.algorithm ? "key values mismatch" : "no certificate assigned";
}

/** A moment as a day of the calendar, UTC. */
export function day(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "an unknown day" : date.toISOString().slice(0, 10);
}

/** The whole days between two moments, in words. */
export function daysBetween(from: number, to: number): string {
  const days = Math.floor(Math.abs(to - from) / 86_400_000);
  return days === 1 ? "1 day" : `${days} days`;
}

/** A certificate by its subject, or by its serial number where that is empty. */
export function nameOf(certificate: Certificate): string {
  return certificate.subject.text || `the certificate with serial number ${certificate.serialNumber}`;
}

/** Several certificates by their subjects; of many, the first three. */
export function namesOf(certificates: readonly Certificate[]): string {
  const names = certificates.slice(0, 3).map(nameOf);
  const more = certificates.length - names.length;
  return names.join("; ") + (more > 0 ? ` and ${more} more` : "");
}

/** A key by its kind and size: `RSA, 2048 bits`. */
export function keyWords(key: PublicKey): string {
  if (key.curve) return `${key.algorithm} on ${key.curve}`;
  return key.bits && /^(RSA|DSA)/.test(key.algorithm) ? `${key.algorithm}, ${key.bits} bits` : key.algorithm;
}
