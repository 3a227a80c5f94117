/** A signature, and the key that may have made it. */
export interface SignatureToVerify {
  /** As in `SignatureAlgorithm`. */
  readonly digest?: string;
  /** Of RSA-PSS: the digest inside its mask, the same as the other when absent. */
  readonly maskDigest?: string;
  /** Of RSA-PSS: the length of the salt in bytes. */
  readonly saltLength?: number;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** As in `PublicKey`, of a kind that makes such signatures. */
  readonly keyAlgorithm: string;
  /** OpenSSL's short name; absent for one that is spelt out. */
  readonly curve?: string;
  /** The SubjectPublicKeyInfo. */
  readonly key: Uint8Array;
}

/** A private key that does not say what its public key is. */
export interface PrivateKeyBytes {
  readonly der: Uint8Array;
  readonly type: "pkcs1" | "pkcs8" | "sec1";
  readonly algorithm: string;
  /** OpenSSL's short name of an EC key's curve, where it has one. */
  readonly curve?: string;
}

/**
 * The port to a cryptographic library: Node's own, or pure code where that is absent or lacks an algorithm. It answers at once, since
 * checks do; `undefined` is what is unknown here, which never counts as right or wrong.
 */
export interface Cryptography {
  digest(name: "sha1" | "sha256", bytes: Uint8Array): Uint8Array;
  /** A point of a curve, uncompressed (SEC 1, 2.3.4); `false` for bytes that are no point of it, `undefined` for an unknown curve. */
  wholePoint(point: Uint8Array, curve: string): Uint8Array | false | undefined;
  /** The SubjectPublicKeyInfo of a private key; `undefined` for kinds that are unknown here. @throws for one that is broken */
  publicKeyOf(key: PrivateKeyBytes): Uint8Array | undefined;
  verify(signature: SignatureToVerify): boolean | undefined;
}

/** One library, and another for what it does not know. */
export function withFallback(first: Cryptography, second: Cryptography): Cryptography {
  return {
    digest: first.digest,
    wholePoint: (point, curve) => first.wholePoint(point, curve) ?? second.wholePoint(point, curve),
    publicKeyOf: (key) => first.publicKeyOf(key) ?? second.publicKeyOf(key),
    verify: (signature) => first.verify(signature) ?? second.verify(signature),
  };
}
