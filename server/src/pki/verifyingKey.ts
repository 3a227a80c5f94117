import { createPublicKey, type KeyObject } from "node:crypto";
import { readAlgorithm } from "./algorithms.ts";
import { children, encoding, expect, readValue, Tag, wrapped } from "./der.ts";

/** Keys that are remembered: an authority signs many certificates, and making an object of its key costs more than one check. */
const maxKeys = 64;

/** By their bytes. */
const known = new Map<string, KeyObject>();

/** The key of a SubjectPublicKeyInfo, to verify with. @throws what Node throws for one that OpenSSL cannot read. */
export function verifyingKey(spki: Uint8Array): KeyObject {
  const bytes = Buffer.from(spki);
  const name = bytes.toString("latin1");
  let key = known.get(name);
  if (!key) {
    key = createKey(bytes);
    if (known.size >= maxKeys) known.clear();
    known.set(name, key);
  }
  return key;
}

/** OpenSSL reads an RSA key in ten times the time when it is wrapped with its algorithm. */
function createKey(spki: Buffer): KeyObject {
  const [identifier, bits] = children(readValue(spki));
  if (readAlgorithm(identifier).oid !== "1.2.840.113549.1.1.1")
    return createPublicKey({ key: spki, format: "der", type: "spki" });
  const numbers = encoding(wrapped(expect(bits, Tag.bitString)));
  return createPublicKey({ key: Buffer.from(numbers), format: "der", type: "pkcs1" });
}
