import { readAlgorithm, readSignatureAlgorithm } from "../algorithms.ts";
import { concat, fromHexadecimal } from "../bytes.ts";
import type { Cryptography, PrivateKeyBytes, SignatureToVerify } from "../cryptography.ts";
import {
  children,
  content,
  type DerValue,
  encode,
  encoding,
  expect,
  Malformed,
  readValue,
  Tag,
} from "../der.ts";
import { edwardsCurves, weierstrassCurves, wholePointOf } from "./curves.ts";
import { digests } from "./digests.ts";
import { verifyRsa } from "./verifyRsa.ts";

/**
 * Without any library of the machine, for a browser (whose WebCrypto answers later, and knows few kinds) and for what Node's own lacks:
 * RSA, EC on the usual curves, Ed25519 and Ed448. DSA, other curves and newer kinds are unknown.
 */
export const pureCryptography: Cryptography = {
  digest: (name, bytes) => digests[name]?.of(bytes) ?? bytes,
  wholePoint(point, name) {
    const curve = weierstrassCurves[name];
    return curve && (wholePointOf(point, curve) ?? false);
  },
  publicKeyOf,
  verify(given) {
    try {
      return verify(given);
    } catch {
      return false; // the key or the signature is no such thing
    }
  },
};

function verify(given: SignatureToVerify): boolean | undefined {
  const {
    digest: name,
    maskDigest: maskName = name,
    saltLength,
    signed,
    signature,
    keyAlgorithm,
    curve: curveName = "",
  } = given;
  const [identifier, bits] = children(readValue(given.key));
  const key = expect(bits, Tag.bitString);
  const point = content(key).subarray(1);
  const edwards = edwardsCurves[keyAlgorithm];
  if (edwards) return edwards.curve.verify(signature, signed, point, { zip215: false });
  const digest = digests[name ?? ""];
  const maskDigest = digests[maskName ?? ""];
  const hash = digest?.of(signed);
  if (!digest || !maskDigest || !hash) return undefined;
  const curve = weierstrassCurves[curveName];
  if (keyAlgorithm === "EC" && curve) {
    const whole = wholePointOf(point, curve);
    return (
      whole !== undefined &&
      curve.verify(signature, hash, whole, { prehash: false, lowS: false, format: "der" })
    );
  }
  return fitsKey(keyAlgorithm, identifier, given)
    ? verifyRsa(key, signature, { digest, maskDigest, hash, saltLength })
    : undefined;
}

/** Whether an RSA key may be used so: one for RSA-PSS alone may say with which digest, and the least salt (RFC 4055, 3.1). */
function fitsKey(
  keyAlgorithm: string,
  identifier: DerValue | undefined,
  { digest, maskDigest = digest, saltLength = 0 }: SignatureToVerify,
): boolean {
  if (keyAlgorithm !== "RSA-PSS") return keyAlgorithm === "RSA";
  if (!readAlgorithm(identifier).parameters) return true;
  const allowed = readSignatureAlgorithm(identifier);
  return (
    allowed.digest === digest && allowed.maskDigest === maskDigest && saltLength >= (allowed.saltLength ?? 0)
  );
}

/** RFC 8410, 7, and RFC 5915, 3. Of other kinds nearly every key says what its public key is. */
function publicKeyOf({ der, type, algorithm, curve: name = "" }: PrivateKeyBytes): Uint8Array | undefined {
  const edwards = edwardsCurves[algorithm];
  const curve = algorithm === "EC" ? weierstrassCurves[name] : undefined;
  if (!edwards && !curve) return undefined;
  const fields = children(readValue(der));
  const inner = type === "pkcs8" ? readValue(content(expect(fields[2], Tag.octetString))) : readValue(der);
  if (edwards) {
    const key = edwards.curve.getPublicKey(content(expect(inner, Tag.octetString)));
    return concat([fromHexadecimal(edwards.head), key]);
  }
  const [, secret, ...others] = children(inner);
  const scalar = content(expect(secret, Tag.octetString));
  const size = curve?.lengths.secretKey ?? 0;
  if (scalar.length > size) throw new Malformed("it is not a valid private key");
  const point = curve?.getPublicKey(concat([new Uint8Array(size - scalar.length), scalar]), false);
  const identifier = type === "pkcs8" ? encoding(expect(fields[1], Tag.sequence)) : undefined;
  const written = others.find(({ tag }) => tag === 0xa0);
  const whole =
    identifier ??
    (written && encode(Tag.sequence, [fromHexadecimal("06072a8648ce3d0201"), content(written)]));
  return point && whole && encode(Tag.sequence, [whole, encode(Tag.bitString, [Uint8Array.of(0), point])]);
}
