import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describePem } from "../../server/src/cli/inspect/fileText.ts";
import { pemToJson } from "../../server/src/cli/inspect/toJson.ts";
import type { KeyFacts } from "../../server/src/core/pki.ts";
import { isLegacyCipher } from "../../server/src/core/x509/keyEncrypted.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import { objectId, pem, testKey } from "./buildCertificate.ts";
import { hasOpenssl, inFolder } from "./openssl.ts";

const decodeKey = (content: string | Uint8Array): KeyFacts | undefined => {
  const file = pki.decode(Buffer.from(content));
  return file.der?.key ?? file.blocks.find(({ key }) => key)?.key;
};

const kinds: Readonly<Record<string, string>> = {
  RSA: "-algorithm RSA -pkeyopt rsa_keygen_bits:1024",
  "RSA-PSS": "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024",
  "EC P-256": "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
  "EC P-521": "-algorithm EC -pkeyopt ec_paramgen_curve:P-521",
  "EC compressed": "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
  "EC spelt out": "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
  Ed25519: "-algorithm ED25519",
  Ed448: "-algorithm ED448",
  DSA: "-paramfile dsa.pem",
};

interface Made {
  readonly name: string;
  readonly certificate: string;
  readonly files: Readonly<Record<string, Buffer>>;
}

/** Every kind of key in every form in which openssl writes it, with a certificate for its public key. */
function makeKeys(): Made[] {
  return inFolder(({ run, read }) => {
    run(..."genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.pem".split(" "));
    return Object.entries(kinds).map(([name, options]) => {
      run("genpkey", ...options.split(" "), "-out", "whole");
      run(..."req -new -x509 -key whole -subj /CN=x -out certificate".split(" "));
      // The certificate has the whole point in any case; the two belong together all the same.
      const form = name === "EC compressed" ? ["-ec_conv_form", "compressed"] : [];
      run("pkey", "-in", "whole", ...form, "-out", "key");
      const convert = (...args: string[]): Buffer => run("pkey", "-in", "key", ...args);
      const hasTraditionalForm = /^(RSA|EC.*|DSA)$/.test(name);
      return {
        name,
        certificate: read("certificate").toString(),
        files: {
          "PKCS #8": read("key"),
          "PKCS #8 DER": convert("-outform", "DER"),
          "encrypted PKCS #8": convert("-aes256", "-passout", "pass:x"),
          "encrypted PKCS #8 DER": run(..."pkcs8 -topk8 -in key -outform DER -passout pass:x".split(" ")),
          ...(hasTraditionalForm && {
            traditional: convert("-traditional"),
            "traditional DER": convert("-traditional", "-outform", "DER"),
            "encrypted traditional": convert("-traditional", "-aes128", "-passout", "pass:x"),
          }),
        },
      };
    });
  });
}

describe.runIf(hasOpenssl)("private keys that openssl makes", () => {
  const made = hasOpenssl ? makeKeys() : [];

  test.each(made)(
    "$name: its public key is that of the certificate, in every form",
    ({ certificate, files }) => {
      const publicKey = pki.decode(Buffer.from(certificate)).blocks[0]?.certificate?.publicKey;
      expect(publicKey).toBeDefined();
      for (const [form, content] of Object.entries(files)) {
        const key = decodeKey(content);
        const encrypted = form.startsWith("encrypted");
        expect({ form, ...key, label: "" }).toEqual({
          form,
          label: "",
          encrypted,
          ...(encrypted
            ? { cipher: form === "encrypted traditional" ? "AES-128-CBC" : "AES-256-CBC" }
            : { publicKey }),
        });
        if (form.endsWith("DER")) expect(pki.decode(content).form).toBe("der-key");
      }
    },
  );

  test.each(made)("$name: no part of the key is shown", ({ files }) => {
    for (const content of Object.values(files)) expectNothingShown(content);
  });
});

/** Private bytes as Base64, hexadecimal and decimal lists must not occur in anything made of the decoded file. */
function expectNothingShown(content: Buffer): void {
  const file = pki.decode(content);
  const shown = [
    JSON.stringify(file),
    inspect(file, { depth: 20, maxArrayLength: null, maxStringLength: null }),
    describePem(file, pki, 0),
    JSON.stringify(pemToJson(file)),
  ].join("\n");
  const text = content.toString("latin1");
  const body = /^[A-Za-z0-9+/=\s]+$/m
    .exec(text.replace(/^[^\n]*(-----|:)[^\n]*$/gm, ""))?.[0]
    .replace(/\s/g, "");
  const bytes = text.startsWith("-----") ? Buffer.from(body ?? "", "base64") : content;
  for (let start = 0; start + 6 <= bytes.length; start += 3) {
    const part = bytes.subarray(start, start + 6);
    for (const form of [
      part.toString("base64"),
      part.toString("hex"),
      [...part].join(","),
      [...part].join(", "),
    ]) {
      expect(shown.includes(form)).toBe(false);
    }
  }
}

const der = (type: "pkcs8" | "sec1"): Buffer => testKey.privateKey.export({ format: "der", type });
const integer = (bytes: number): Buffer => encode(Tag.integer, [Buffer.alloc(bytes, 0x55)]);
const pkcs8 = (id: string, parameters: readonly Uint8Array[], key: Uint8Array): Buffer =>
  encode(Tag.sequence, [
    encode(Tag.integer, [Buffer.of(0)]),
    encode(Tag.sequence, [objectId(id), ...parameters]),
    encode(Tag.octetString, [key]),
  ]);
const dsa = (prime: number, key: number): Buffer =>
  pkcs8(
    "1.2.840.10040.4.1",
    [encode(Tag.sequence, [integer(prime), integer(32), integer(prime)])],
    integer(key),
  );

describe("private keys that cannot be read", () => {
  test.each([
    ["cut short", "PRIVATE KEY", der("pkcs8").subarray(0, -3), "the data ends too early"],
    ["not a key", "PRIVATE KEY", Buffer.from("3003020101", "hex"), "it is not a valid private key"],
    [
      "broken inside",
      "PRIVATE KEY",
      pkcs8("1.2.840.113549.1.1.1", [], Buffer.of(1, 2)),
      "it is not a valid private key",
    ],
    ["not an RSA key", "RSA PRIVATE KEY", der("sec1"), "it is not a valid private key"],
    [
      "not encrypted at all",
      "ENCRYPTED PRIVATE KEY",
      Buffer.from("3003020101", "hex"),
      "it is not a valid encrypted key",
    ],
    ["OpenSSH", "OPENSSH PRIVATE KEY", Buffer.from("openssh-key-v1\0"), "it is in OpenSSH's own form"],
    [
      "ML-DSA",
      "PRIVATE KEY",
      pkcs8("2.16.840.1.101.3.4.3.18", [], Buffer.alloc(32)),
      "it is of the kind ML-DSA-65",
    ],
    [
      "an unknown curve",
      "PRIVATE KEY",
      pkcs8("1.2.840.10045.2.1", [objectId("1.2.3.4")], Buffer.alloc(32)),
      "the OpenSSL of this program does not know",
    ],
    [
      "a broken key on a known curve",
      "PRIVATE KEY",
      pkcs8("1.2.840.10045.2.1", [objectId("1.2.840.10045.3.1.7")], Buffer.alloc(32)),
      "it is not a valid private key",
    ],
    [
      "a broken Ed448 key",
      "PRIVATE KEY",
      pkcs8("1.3.101.113", [], Buffer.of(4, 0)),
      "it is not a valid private key",
    ],
    ["unknown kind", "PRIVATE KEY", pkcs8("1.2.3.4", [], Buffer.alloc(32)), "it is of an unknown kind"],
    [
      "too large",
      "PRIVATE KEY",
      pkcs8("1.2.840.113549.1.1.1", [], Buffer.alloc(20_000)),
      "it is larger than any private key",
    ],
    ["a prime that takes minutes", "PRIVATE KEY", dsa(8000, 100), "its numbers are too large"],
    ["an exponent that takes long", "PRIVATE KEY", dsa(1200, 1200), "its numbers are too large"],
  ])("%s", (_, label, bytes, problem) => {
    const key = decodeKey(pem(label, bytes));
    expect(key).toMatchObject({ label, problem: expect.stringContaining(problem) });
    expect(key).not.toHaveProperty("publicKey");
  });

  test("a key on SM2's curve is an EC key, too", () => {
    const curve = encode(0xa0, [objectId("1.2.156.10197.1.301")]);
    const secret = encode(Tag.octetString, [Buffer.alloc(32, 7)]);
    const sec1 = encode(Tag.sequence, [Buffer.of(2, 1, 1), secret, curve]);
    expect(decodeKey(pem("EC PRIVATE KEY", sec1))?.publicKey).toMatchObject({
      algorithm: "EC",
      curve: "SM2",
    });
  });

  test("what only this program does not know is distinguished from what is broken", () => {
    const ec = (curve: string) =>
      decodeKey(pem("PRIVATE KEY", pkcs8("1.2.840.10045.2.1", [objectId(curve)], Buffer.alloc(32))));
    expect(ec("1.2.3.4")?.unsupported).toBe(true);
    expect(ec("1.2.840.10045.3.1.7")?.unsupported).toBeUndefined();
  });

  test("a key beside its certificate is still found", () => {
    expect(
      decodeKey(`${pem("EC PARAMETERS", Buffer.of(6, 1, 42))}${pem("EC PRIVATE KEY", der("sec1"))}`),
    ).toMatchObject({
      label: "EC PRIVATE KEY",
      publicKey: { curve: "prime256v1" },
    });
  });

  test("the bytes of a DER file stay as they are, for they belong to the caller", () => {
    const bytes = der("pkcs8");
    const before = Buffer.from(bytes);
    expect(pki.decode(bytes).form).toBe("der-key");
    expect(bytes).toEqual(before);
  });
});

describe("a key in which an byte was changed is read as OpenSSL reads it", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey;
  test.each([
    ["RSA PRIVATE KEY", "pkcs1", rsa],
    ["PRIVATE KEY", "pkcs8", rsa],
    ["EC PRIVATE KEY", "sec1", testKey.privateKey],
    ["PRIVATE KEY", "pkcs8", testKey.privateKey],
  ] as const)("%s, %s", (label, type, key) => {
    const whole = key.export({ format: "der", type } as { format: "der"; type: "pkcs8" });
    const [at, byte] = [fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })];
    const changed = (position: number, value: number) => {
      const bytes = Buffer.from(whole);
      bytes[position] = value;
      return bytes;
    };
    fc.assert(
      fc.property(at, byte, (position, value) => {
        const bytes = changed(position, value);
        const read = decodeKey(pem(label, bytes))?.publicKey?.fingerprint;
        if (read !== undefined) expect(read).toBe(publicKeyDigest(bytes, type));
      }),
      // Where an RSA key in PKCS #8 has the NULL among its parameters.
      { numRuns: 400, examples: [[20, 0]] },
    );
  });
});

/** SHA-256 of the public key as OpenSSL writes it; nothing for what it does not take as a key. */
function publicKeyDigest(bytes: Buffer, type: "pkcs1" | "pkcs8" | "sec1"): string | undefined {
  try {
    const key = createPublicKey(createPrivateKey({ key: bytes, format: "der", type }));
    const spki = key.export({ format: "der", type: "spki" });
    return createHash("sha256").update(spki).digest("hex");
  } catch {
    return undefined;
  }
}

test.each([
  ["PBE-MD5-DES", true, "1.2.840.113549.1.5.3"],
  ["PBE-SHA1-RC2-40", true, "1.2.840.113549.1.12.1.6"],
  ["PBE-SHA1-RC4-128", true, "1.2.840.113549.1.12.1.1"],
  ["PBE-SHA1-3DES", false, "1.2.840.113549.1.12.1.3"],
  ["PBE-SHA1-2DES", false, "1.2.840.113549.1.12.1.4"],
  ["DES-CBC", true, undefined],
  ["DES-EDE3-CBC", false, undefined],
  ["DES-EDE-CBC", false, undefined],
  ["DESX-CBC", true, undefined],
  ["DES-CFB", true, undefined],
  ["RC2-40-CBC", true, undefined],
  ["BF-CBC", true, undefined],
  ["CAST5-CBC", true, undefined],
  ["SEED-CBC", true, undefined],
  ["IDEA-CBC", true, undefined],
  ["AES-256-CBC", false, undefined],
  ["CAMELLIA-256-CBC", false, undefined],
  ["ARIA-256-CBC", false, undefined],
  ["SM4-CBC", false, undefined],
  ["CHACHA20", false, undefined],
] as const)("a key encrypted with %s: OpenSSL 3.0 and 3.6 cannot read it: %s", (cipher, isLegacy, oid) => {
  expect(isLegacyCipher(cipher, "3")).toBe(isLegacy);
  expect(isLegacyCipher(cipher, "1.1.1")).toBe(false);
  if (oid) {
    const algorithm = encode(Tag.sequence, [objectId(oid), encode(Tag.sequence, [])]);
    const der = encode(Tag.sequence, [algorithm, encode(Tag.octetString, [Buffer.alloc(16)])]);
    expect(pki.decode(Buffer.from(pem("ENCRYPTED PRIVATE KEY", der))).blocks[0]?.key?.cipher).toBe(cipher);
  }
});
