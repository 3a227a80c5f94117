import type { Certificate, PublicKey } from "../../pki.ts";

/** When a broken SSL configuration bites, for whoever asks why the running server is still fine. */
export const atStart = "The server refuses to start; a reload keeps the old SSL configuration.";

/** The same for the file of a role: parameters for Diffie-Hellman that cannot be loaded stop a start only. */
export function refusal(role: string): string {
  return role === "ssl_dh_params_file"
    ? "The server refuses to start; a reload goes on with parameters of its own."
    : atStart;
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
