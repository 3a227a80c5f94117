import type { OpenSslFamily } from "../../model/serverBuild.ts";
import type { Certificate, PublicKey } from "../../pki.ts";

/** When a broken SSL configuration bites, for whoever asks why the running server is still fine. */
export const atStart = refusal("ssl");

/**
 * The same for the file of a role: parameters for Diffie-Hellman that cannot be loaded stop a start only. `logged` are the
 * words by which OpenSSL explains it, for whoever searches the log.
 */
export function refusal(role: string, logged?: string): string {
  const log = logged === undefined ? "" : `, with “${logged}” in its log`;
  return role === "ssl_dh_params_file"
    ? `The server refuses to start${log}; a reload goes on with parameters of its own.`
    : `The server refuses to start${log}; a reload keeps the old SSL configuration.`;
}

/** OpenSSL's words where a file holds nothing of what the server wants of it (seen with 1.1.1 and 3.0). */
export function nothingFound(role: string, family: OpenSslFamily): string {
  if (role === "ssl_ca_file" || role === "ssl_crl_file") return "no certificate or crl found";
  return role === "ssl_key_file" && family !== "1.1.1" ? "unsupported" : noStartLine;
}

/** OpenSSL's words where a kind of PEM block does not occur. */
export const noStartLine = "no start line";

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
