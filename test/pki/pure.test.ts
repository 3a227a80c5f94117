import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type SigningOptions,
  sign,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Certificate } from "../../server/src/core/pki.ts";
import { createPki } from "../../server/src/pki/createPki.ts";
import {
  type Cryptography,
  type SignatureToVerify,
  withFallback,
} from "../../server/src/pki/cryptography.ts";
import { pki } from "../../server/src/pki/index.ts";
import { nodeCryptography } from "../../server/src/pki/nodeCryptography.ts";
import { pureCryptography } from "../../server/src/pki/pure/pureCryptography.ts";
import { recordedCertificates } from "./samples.ts";

const pure = createPki(pureCryptography);

const curves = [
  "prime256v1",
  "secp384r1",
  "secp521r1",
  "secp256k1",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
];
const spkiOf = (key: KeyObject) => createPublicKey(key).export({ format: "der", type: "spki" });

/** Keys of each kind, with what they are called, and the ways in which they sign. */
const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
/** Its modulus fills no whole number of bytes. */
const oddRsa = generateKeyPairSync("rsa", { modulusLength: 1031 }).privateKey;
const digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-256", "sha3-256", "sha3-512"];

interface Signer {
  readonly title: string;
  readonly key: KeyObject;
  readonly keyAlgorithm: string;
  readonly curve?: string;
  readonly digest?: string;
  readonly saltLength?: number;
}

const signers: readonly Signer[] = [
  ...[rsa, oddRsa].flatMap((key, odd) => [
    ...digests.map((digest) => ({ title: `RSA ${odd} ${digest}`, key, keyAlgorithm: "RSA", digest })),
    ...["sha1", "sha256", "sha384"].map((digest, index) => ({
      title: `RSA-PSS ${odd} ${digest}`,
      key,
      keyAlgorithm: "RSA",
      digest,
      saltLength: [20, 0, 48][index] ?? 0,
    })),
  ]),
  ...curves.flatMap((curve) => {
    const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: curve });
    return ["sha1", "sha512"].map((digest) => ({
      title: `${curve} ${digest}`,
      key,
      keyAlgorithm: "EC",
      curve,
      digest,
    }));
  }),
  ...(["ed25519", "ed448"] as const).map((kind) => ({
    title: kind,
    key: (kind === "ed448" ? generateKeyPairSync(kind) : generateKeyPairSync("ed25519")).privateKey,
    keyAlgorithm: kind === "ed448" ? "Ed448" : "Ed25519",
  })),
];

function signed({ title: _, key, ...rest }: Signer, message: Uint8Array): SignatureToVerify {
  const { digest, saltLength } = rest;
  const options: SigningOptions =
    saltLength === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  const signature = sign(digest, message, { key, ...options });
  return { ...rest, signed: message, signature, key: spkiOf(key) };
}

const message = fc.uint8Array({ maxLength: 200 });

describe("plain code verifies as OpenSSL does", () => {
  test.each(signers)("$title", (signer) => {
    fc.assert(
      fc.property(
        message,
        fc.nat(),
        fc.nat(7),
        fc.constantFrom("signature", "signed", "key"),
        (text, at, bit, where) => {
          const good = signed(signer, text);
          expect(pureCryptography.verify(good)).toBe(true);
          const bytes = Uint8Array.from(good[where]);
          if (bytes.length === 0) return;
          // The frame of a key says of which kind it is, and that is given here.
          const place = where === "key" ? bytes.length - 1 - (at % 30) : at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
          const changed = { ...good, [where]: bytes };
          const [here, there] = [pureCryptography.verify(changed), nodeCryptography.verify(changed)];
          // Of a key that was changed Node may know nothing any more; plain code must not say that it fits.
          if (there === undefined) expect(here).not.toBe(true);
          else if (here !== undefined) expect(here).toBe(there);
        },
      ),
      { numRuns: 5 },
    );
  });

  test("a signature that is cut, lengthened, zero or as large as the modulus is none", () => {
    for (const signer of signers) {
      const good = signed(signer, Buffer.from("text"));
      for (const signature of [
        good.signature.subarray(1),
        Buffer.concat([good.signature, Buffer.of(0)]),
        Buffer.concat([Buffer.of(0), good.signature]),
        Buffer.alloc(good.signature.length),
        Buffer.alloc(good.signature.length, 0xff),
        Buffer.of(),
      ])
        expect(pureCryptography.verify({ ...good, signature }), signer.title).toBe(false);
    }
  });
});

describe("what is decoded without a library is the same as with one", () => {
  test.each(recordedCertificates)("$name", ({ pem }) => {
    const [here, there] = [pure, pki].map(({ decode }) => decode(Buffer.from(pem)));
    expect(here).toEqual(there);
    for (const { certificate } of there?.blocks ?? []) {
      if (!certificate) continue;
      const known = pure.isSignedBy(certificate, certificate);
      if (known !== undefined) expect(known).toBe(pki.isSignedBy(certificate, certificate));
      expect(pure.nameHash(certificate, "subject")).toBe(pki.nameHash(certificate, "subject"));
    }
  });

  test("points: compressed, hybrid, uncompressed, and those of no curve", () => {
    for (const curve of curves) {
      const { publicKey } = generateKeyPairSync("ec", { namedCurve: curve });
      const spki = publicKey.export({ format: "der", type: "spki" });
      const size = (spki.length - spki.lastIndexOf(Buffer.of(0, 4)) - 2) / 2;
      const whole = spki.subarray(-(2 * size + 1));
      const odd = (whole.at(-1) ?? 0) & 1;
      const points = [
        whole,
        Buffer.concat([Buffer.of(2 + odd), whole.subarray(1, size + 1)]),
        Buffer.concat([Buffer.of(6 + odd), whole.subarray(1)]),
        Buffer.concat([Buffer.of(7 - odd), whole.subarray(1)]),
        Buffer.concat([whole.subarray(0, -1), Buffer.of((whole.at(-1) ?? 0) ^ 1)]),
        whole.subarray(1),
        Buffer.of(0),
        Buffer.of(),
      ];
      for (const point of points) {
        const [here, there] = [pureCryptography, nodeCryptography].map(({ wholePoint }) => {
          const found = wholePoint(point, curve);
          return found && Buffer.from(found).toString("hex");
        });
        expect(here, `${curve} ${point.toString("hex")}`).toBe(there);
      }
    }
    expect(pureCryptography.wholePoint(Buffer.of(4), "sect283k1")).toBeUndefined();
  });

  test.each(["pkcs8", "sec1"] as const)("public keys of private ones that do not have them: %s", (type) => {
    for (const { key, keyAlgorithm: algorithm, curve } of signers) {
      if (algorithm === "RSA" || (type === "sec1" && !curve)) continue;
      const der = key.export({ format: "der", type });
      const bytes = { der, type, algorithm, ...(curve && { curve }) };
      expect(pureCryptography.publicKeyOf(bytes)).toEqual(new Uint8Array(spkiOf(key)));
    }
    const bytes = {
      der: rsa.export({ format: "der", type: "pkcs8" }),
      type: "pkcs8",
      algorithm: "RSA",
    } as const;
    expect(pureCryptography.publicKeyOf(bytes)).toBeUndefined();
  });
});

/** Node's library without the kinds that BoringSSL lacks. */
const boring: Cryptography = {
  ...nodeCryptography,
  wholePoint: (point, curve) =>
    /^(prime256v1|secp384r1|secp521r1)$/.test(curve) ? nodeCryptography.wholePoint(point, curve) : undefined,
  publicKeyOf: (key) => (isBoring(key.algorithm, key.curve) ? nodeCryptography.publicKeyOf(key) : undefined),
  verify: (given) => (isBoring(given.keyAlgorithm, given.curve) ? nodeCryptography.verify(given) : undefined),
};

function isBoring(algorithm: string, curve = ""): boolean {
  return algorithm === "EC" ? /^(prime256v1|secp384r1|secp521r1)$/.test(curve) : algorithm === "RSA";
}

describe("a library that lacks algorithms", () => {
  const decodeAll = (by: typeof pki): Certificate[] =>
    recordedCertificates
      .filter(({ made }) => made)
      .flatMap(({ pem }) =>
        by.decode(Buffer.from(pem)).blocks.flatMap(({ certificate }) => certificate ?? []),
      );

  test("answers nothing about what it lacks, neither that it verifies nor that it does not", () => {
    const lacking = createPki(boring);
    const answers = decodeAll(lacking).map((each) => [
      each.publicKey.curve ?? each.publicKey.algorithm,
      lacking.isSignedBy(each, each),
    ]);
    expect(answers.filter(([, is]) => is === false)).toEqual([]);
    expect(Object.fromEntries(answers)).toMatchObject({ Ed25519: undefined, Ed448: undefined, RSA: true });
  });

  test("has plain code beside it, which knows most of that", () => {
    const helped = createPki(withFallback(boring, pureCryptography));
    const all = decodeAll(helped);
    const unknown = all.filter((each) => helped.isSignedBy(each, each) !== true);
    const kinds = unknown.map(({ publicKey: { algorithm, curve } }) => curve ?? algorithm);
    expect(new Set(kinds)).toEqual(
      // EC: a curve that is spelt out
      new Set(["DSA", "EC", "brainpoolP512t1", "secp224r1", "sect233k1", "sect571r1"]),
    );
  });
});
