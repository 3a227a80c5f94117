import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { PublicKey } from "../pki.ts";

/** What OpenSSL demands of keys and signatures (its manual, `SSL_CTX_set_security_level`). */
interface SecurityLevel {
  readonly level: number;
  /** Bits of the smallest RSA, DSA or DH modulus. */
  readonly modulusBits: number;
  /** Whether it refuses weak signatures in the server's own file as well. Tried: 3.0.19 does, 3.5.9 and 3.6.5 do not. */
  readonly refusesAtLoad: boolean;
}

const second = { level: 2, modulusBits: 1963 };

/**
 * The level of each family as servers come with it: 1 in OpenSSL 1.1.1 as released, 2 in Debian's, Ubuntu's and Red Hat's
 * OpenSSL 3 and in every release since 3.2. `ssl_ciphers` with `@SECLEVEL` is read too late to change it for the files; it counts
 * for the chains of clients, and for the handshake.
 * The bounds were measured on real servers with ever smaller keys: 112 bits of security begin at 1963 bits of modulus.
 */
export const securityLevels: Readonly<Record<OpenSslFamily, SecurityLevel>> = {
  "1.1.1": { level: 1, modulusBits: 1024, refusesAtLoad: true },
  "3": { ...second, refusesAtLoad: true },
  "3.5": { ...second, refusesAtLoad: false },
};

/**
 * The bits of RSA, DSA and DH and of curves at the levels 0 to 5, and the digests that are refused from each on. Tried with
 * clients of servers with 1.1.1 and 3.0.19 at all of them.
 */
const levels = [
  { modulusBits: 0, curveBits: 0 },
  { modulusBits: 1024, curveBits: 160 },
  { modulusBits: 1963, curveBits: 224 },
  { modulusBits: 3072, curveBits: 256 },
  { modulusBits: 7680, curveBits: 384 },
  { modulusBits: 15360, curveBits: 512 },
] as const;

/** The level of OpenSSL 3 at which a digest is first refused, and that of 1.1.1 where it differs. */
const refusedFrom: Readonly<Record<string, readonly [later: number, former?: number]>> = {
  md4: [1],
  md5: [1],
  sha1: [1, 2],
  sha224: [3],
  sha256: [4],
  sha384: [5],
};

/**
 * Whether OpenSSL of a family takes a key for too small, at its own level or at that of `@SECLEVEL`. What is unknown counts as
 * strong.
 */
export function isWeakKey(
  key: PublicKey,
  family: OpenSslFamily,
  level = securityLevels[family].level,
): boolean {
  if (key.bits === undefined) return false;
  const { modulusBits, curveBits } = levels[level] ?? levels[0];
  if (/^(RSA|DSA)/.test(key.algorithm)) return key.bits < modulusBits;
  return key.algorithm === "EC" && key.bits < curveBits;
}

/** Whether OpenSSL of a family refuses a signature with this digest (`sha256`) at a level. */
export function isWeakDigest(
  digest: string,
  family: OpenSslFamily,
  level = securityLevels[family].level,
): boolean {
  const [later, former = later] = refusedFrom[digest] ?? [];
  const from = family === "1.1.1" ? former : later;
  return from !== undefined && level >= from;
}
