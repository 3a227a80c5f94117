import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from "node:crypto";
import type { KeyPair, WithPublicKey } from "./create.ts";
import { toPem } from "./toPem.ts";

/** A private key that cannot be used; the message quotes nothing of it. */
export class UnusableKey extends Error {}

/**
 * Reads a private key from PEM, in any of OpenSSL's forms.
 * @throws UnusableKey when it is none, the passphrase is wrong, or its kind is not one that pgssl signs with.
 */
export async function readPrivateKey(pem: Uint8Array, passphrase?: string): Promise<KeyPair> {
  const key = toKeyObject(pem, passphrase);
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  try {
    const { algorithm, publicKey } = await importPublic(createPublicKey(key));
    const privateKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]);
    return { privateKey, publicKey };
  } finally {
    pkcs8.fill(0);
  }
}

/** A public key alone, from its SubjectPublicKeyInfo. @throws UnusableKey */
export async function importPublicKey(spki: Uint8Array): Promise<WithPublicKey> {
  return importPublic(createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }));
}

/**
 * The private key as PKCS #8 in PEM, encrypted with AES-256 by PBES2 where there is a passphrase. Whoever writes it must
 * create the file with mode 0600.
 */
export async function toPrivateKeyPem(key: KeyPair, passphrase?: string): Promise<string> {
  const pkcs8 = await toPkcs8(key);
  if (passphrase === undefined) return toPem("PRIVATE KEY", pkcs8);
  const object = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  return object.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }).toString();
}

/** The private key as PKCS #8 in DER, the form that the JDBC driver reads. */
export async function toPkcs8(key: KeyPair): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey("pkcs8", key.privateKey));
}

function toKeyObject(pem: Uint8Array, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({
      key: Buffer.from(pem),
      format: "pem",
      ...(passphrase !== undefined && { passphrase }),
    });
  } catch {
    throw new UnusableKey(
      passphrase === undefined
        ? "it cannot be read as an unencrypted private key"
        : "the passphrase does not open it",
    );
  }
}

async function importPublic(key: KeyObject): Promise<WithPublicKey & { readonly algorithm: KeyAlgorithm }> {
  const algorithm = algorithmOf(key);
  const spki = key.export({ type: "spki", format: "der" });
  const publicKey = await webcrypto.subtle.importKey("spki", spki, algorithm, true, ["verify"]);
  return { algorithm, publicKey };
}

interface KeyAlgorithm {
  readonly name: string;
  readonly namedCurve?: string;
  readonly hash?: string;
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyAlgorithm {
  if (asymmetricKeyType === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (asymmetricKeyType === "ed25519") return { name: "Ed25519" };
  const namedCurve = curves[asymmetricKeyDetails?.namedCurve ?? ""];
  if (asymmetricKeyType === "ec" && namedCurve) return { name: "ECDSA", namedCurve };
  throw new UnusableKey(
    "keys of its kind are not supported: use RSA, EC on P-256, P-384 or P-521, or Ed25519",
  );
}

/** OpenSSL's names of curves, and those of WebCrypto. */
const curves: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};
