import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Certificate } from "../../server/src/core/pki.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import { oddParts } from "../support/fixtures/oddParts.ts";
import { buildCertificate, objectId, pem, testKey } from "./buildCertificate.ts";
import { familyHere } from "./openssl.ts";
import { recordedCertificates } from "./samples.ts";

const decode = (content: string | Uint8Array): Certificate => {
  const file = pki.decode(Buffer.from(content));
  const certificate = file.der?.certificate ?? file.blocks[0]?.certificate;
  if (!certificate) throw new Error("a sample did not decode");
  return certificate;
};

/** The same certificate with a bit of its signature turned over. */
function forged(certificate: Certificate): Certificate {
  const der = Buffer.from(certificate.der);
  der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1;
  return decode(der);
}

const ecKey = testKey.publicKey.export({ format: "der", type: "spki" });
const rsaKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({
  format: "der",
  type: "spki",
});
const odd = (name: string): Buffer => oddParts[name]?.publicKey ?? Buffer.of();
/** Parameters of RSA-PSS with SHA-256 over the text and, by default, SHA-1 in the mask. */
const mixed = encode(Tag.sequence, [
  encode(0xa0, [encode(Tag.sequence, [objectId("2.16.840.1.101.3.4.2.1")])]),
]);

describe("signatures", () => {
  test("of every algorithm are checked", () => {
    const certificates = recordedCertificates
      .filter(({ made }) => made)
      .map(({ name, pem }) => ({ name, certificate: decode(pem) }));
    for (const { name, certificate } of certificates) {
      const signed = pki.isSignedBy(certificate, certificate);
      const stillSigned = pki.isSignedBy(forged(certificate), certificate);
      const others = certificates.filter((other) => other.name !== name);
      const byOthers = others.some((other) => pki.isSignedBy(certificate, other.certificate));
      expect
        .soft({ name, signed, stillSigned, byOthers })
        .toEqual({ name, signed: true, stillSigned: false, byOthers: false });
    }
  });

  test.each([
    ["ML-DSA-44", 17, 1312],
    ["ML-DSA-65", 18, 1952],
    ["ML-DSA-87", 19, 2592],
    ["SLH-DSA-SHA2-128s", 20, 32],
  ])(
    "of %s, which OpenSSL knows since 3.5, are verified, and before that not whether they verify",
    (name, number, bytes) => {
      const algorithm = encode(Tag.sequence, [objectId(`2.16.840.1.101.3.4.3.${number}`)]);
      const publicKey = encode(Tag.sequence, [algorithm, encode(Tag.bitString, [Buffer.alloc(bytes + 1)])]);
      const certificate = decode(pem("CERTIFICATE", buildCertificate({ algorithm, publicKey })));
      expect(certificate).toMatchObject({ signatureAlgorithm: name, publicKey: { algorithm: name } });
      expect(certificate).not.toHaveProperty("signatureDigest");
      expect(certificate).not.toHaveProperty("brokenParts");
      expect(pki.isSignedBy(certificate, certificate)).toBe(familyHere === "3.5" ? false : undefined);
    },
  );

  test.each<[what: string, algorithm: string, parameters: Buffer[], key: Buffer, is: boolean | undefined]>([
    ["an algorithm without a name", "1.2.3.4", [], ecKey, undefined],
    ["a key without a name", "1.2.840.10045.4.3.2", [], odd("unknown-key"), undefined],
    ["a curve without a name", "1.2.840.10045.4.3.2", [], odd("unknown-curve"), undefined],
    ["a digest that is gone", "1.2.840.113549.1.1.2", [], rsaKey, undefined],
    ["SM2", "1.2.156.10197.1.501", [], ecKey, undefined],
    ["RSA-PSS with another digest in its mask", "1.2.840.113549.1.1.10", [mixed], rsaKey, false],
    [
      "RSA-PSS with parameters that are none",
      "1.2.840.113549.1.1.10",
      [encode(0x30, [Buffer.of(0xa0, 0)])],
      rsaKey,
      false,
    ],
    ["RSA by an EC key", "1.2.840.113549.1.1.11", [], ecKey, false],
    ["ECDSA by an RSA key", "1.2.840.10045.4.3.2", [], rsaKey, false],
    ["ML-DSA by an EC key", "2.16.840.1.101.3.4.3.17", [], ecKey, false],
    ["ECDSA by a broken key", "1.2.840.10045.4.3.2", [], odd("off-curve"), false],
    ["ECDSA", "1.2.840.10045.4.3.2", [], ecKey, true],
  ])("%s: whether it verifies is known where it can be", (_, id, parameters, publicKey, is) => {
    const algorithm = encode(Tag.sequence, [objectId(id), ...parameters]);
    const certificate = decode(buildCertificate({ algorithm, publicKey }));
    expect(pki.isSignedBy(certificate, certificate)).toBe(is);
  });

  test.each(["off-curve", "short-key"])("a key that is none leaves the certificate readable: %s", (name) => {
    expect(decode(buildCertificate({ publicKey: odd(name) })).brokenParts).toEqual(["public key"]);
  });

  test("a key that is broken inside leaves the certificate readable, as OpenSSL sees it", () => {
    const id = encode(Tag.sequence, [objectId("1.2.840.113549.1.1.1"), Buffer.of(5, 0)]);
    const publicKey = encode(Tag.sequence, [id, encode(Tag.bitString, [Buffer.of(0, 0x30, 9, 2)])]);
    const certificate = decode(buildCertificate({ publicKey }));
    expect(certificate).toMatchObject({ publicKey: { algorithm: "RSA" }, brokenParts: ["public key"] });
    expect(certificate.publicKey).not.toHaveProperty("bits");
  });

  test.each([
    ["sha256WithRSAEncryption", "1.2.840.113549.1.1.11", "sha256"],
    ["sha1WithRSAEncryption", "1.2.840.113549.1.1.5", "sha1"],
    ["md5WithRSAEncryption", "1.2.840.113549.1.1.4", "md5"],
    ["ecdsa-with-SHA384", "1.2.840.10045.4.3.3", "sha384"],
    ["rsassaPss", "1.2.840.113549.1.1.10", "sha1"],
    ["Ed25519", "1.3.101.112", undefined],
    ["1.2.3.4", "1.2.3.4", undefined],
  ])("%s has the digest that counts for the security level", (name, id, digest) => {
    const certificate = decode(buildCertificate({ algorithm: encode(Tag.sequence, [objectId(id)]) }));
    expect([certificate.signatureAlgorithm, certificate.signatureDigest]).toEqual([name, digest]);
  });

  test("what is no certificate is signed by nobody", () => {
    const certificate = decode(buildCertificate());
    const nothing = { ...certificate, der: Buffer.of(1, 2, 3) };
    expect(pki.isSignedBy(nothing, certificate)).toBe(false);
    expect(pki.isSignedBy(certificate, nothing)).toBe(false);
    expect(pki.nameHash(nothing, "subject")).toBe("");
  });
});
