import { shortened } from "../model/withoutControls.ts";
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

/** The time between two moments, in words: whole days, or hours where it is less than two days. */
export function timeBetween(from: number, to: number): string {
  const hours = Math.floor(Math.abs(to - from) / 3_600_000);
  if (hours < 1) return "less than an hour";
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}

/** A certificate by its subject, or by its serial number where that is empty. */
export function nameOf(certificate: Certificate): string {
  const { text } = certificate.subject;
  return text ? shortened(text, maxName) : `the certificate with serial number ${certificate.serialNumber}`;
}

/** Characters of a name in a message. */
const maxName = 200;

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

/** A list of which only the beginning is shown, where it is very long. */
export function firstOf(words: readonly string[]): string {
  const shown = words.slice(0, maxListed).join(", ");
  return words.length > maxListed ? `${shown} and ${words.length - maxListed} more` : shown;
}

/** Words of a list in a message. */
const maxListed = 8;

/** The digest of a certificate's signature as people write it: `SHA-1`, `SHA-512/224`, `MD5`. */
export function digestWords({ signatureDigest = "" }: Certificate): string {
  return signatureDigest
    .replace(/^sha(?=\d)/i, "SHA-")
    .replace(/(?<=\d)-/, "/")
    .toUpperCase();
}
