import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from "@noble/hashes/sha2.js";
import { sha3_224, sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";

/** A digest, and its object id as it is encoded (RFC 8017, B.1; FIPS 202 by NIST's register of algorithms). */
export interface Digest {
  readonly of: (bytes: Uint8Array) => Uint8Array;
  readonly objectId: string;
}

const nist = "06096086480165030402";

/** By OpenSSL's names; others are unknown here. */
export const digests: Readonly<Record<string, Digest>> = {
  md5: { of: md5, objectId: "06082a864886f70d0205" },
  sha1: { of: sha1, objectId: "06052b0e03021a" },
  sha224: { of: sha224, objectId: `${nist}04` },
  sha256: { of: sha256, objectId: `${nist}01` },
  sha384: { of: sha384, objectId: `${nist}02` },
  sha512: { of: sha512, objectId: `${nist}03` },
  "sha512-224": { of: sha512_224, objectId: `${nist}05` },
  "sha512-256": { of: sha512_256, objectId: `${nist}06` },
  "sha3-224": { of: sha3_224, objectId: `${nist}07` },
  "sha3-256": { of: sha3_256, objectId: `${nist}08` },
  "sha3-384": { of: sha3_384, objectId: `${nist}09` },
  "sha3-512": { of: sha3_512, objectId: `${nist}0a` },
};
