import { readSignatureAlgorithm, type SignatureAlgorithm } from "./algorithms.ts";
import { bitString, type DerValue, expect, members, readValue, Tag } from "./der.ts";

/** What certificates, lists and requests have in common: something to be signed, and a signature over its encoding. */
export interface Signed {
  readonly whole: DerValue;
  readonly signedPart: DerValue;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** Takes the outer frame (RFC 5280, 4.1.1) apart. What follows it is ignored, as in OpenSSL. Throws `Malformed`. */
export function readSigned(der: Uint8Array): Signed {
  const whole = expect(readValue(der), Tag.sequence);
  const [signedPart, algorithm, signature] = members(whole, 3);
  return {
    whole,
    signedPart: expect(signedPart, Tag.sequence),
    algorithm: readSignatureAlgorithm(algorithm),
    signature: bitString(signature),
  };
}
