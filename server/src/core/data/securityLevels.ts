import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { PublicKey } from "../pki.ts";

/** What OpenSSL demands of keys and signatures (its manual, `SSL_CTX_set_security_level`). */
interface SecurityLevel {
  readonly level: number;
  /** Bits of the smallest RSA, DSA or DH modulus. */
  readonly modulusBits: number;
  /** Bits of the smallest elliptic curve. */
  readonly curveBits: number;
  /** Digests of signatures that it refuses in a chain that it verifies. */
  readonly weakDigests: readonly string[];
  /** Whether it refuses them in the server's own file as well. Tried: 3.0.19 does, 3.5.9 and 3.6.5 do not. */
  readonly refusesAtLoad: boolean;
}

const second = { level: 2, modulusBits: 1963, curveBits: 224, weakDigests: ["md4", "md5", "sha1"] };

/**
 * The level of each family as servers come with it: 1 in OpenSSL 1.1.1 as released, 2 in Debian's, Ubuntu's and Red Hat's
 * OpenSSL 3 and in every release since 3.2. `ssl_ciphers` with `@SECLEVEL` is read too late to change it for the files.
 * The bounds were measured on real servers with ever smaller keys: 112 bits of security begin at 1963 bits of modulus.
 */
export const securityLevels: Readonly<Record<OpenSslFamily, SecurityLevel>> = {
  "1.1.1": { level: 1, modulusBits: 1024, curveBits: 160, weakDigests: ["md4", "md5"], refusesAtLoad: true },
  "3": { ...second, refusesAtLoad: true },
  "3.5": { ...second, refusesAtLoad: false },
};

/** Whether OpenSSL of a family takes a key for too small. What is unknown counts as strong. */
export function isWeakKey(key: PublicKey, family: OpenSslFamily): boolean {
  if (key.bits === undefined) return false;
  const { modulusBits, curveBits } = securityLevels[family];
  if (/^(RSA|DSA)/.test(key.algorithm)) return key.bits < modulusBits;
  return key.algorithm === "EC" && key.bits < curveBits;
}
