import { describe, expect, test } from "vitest";
import type { PemFile } from "../../server/src/core/pki.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import { buildCertificate, buildCrl, pem, testKey } from "./buildCertificate.ts";
import { hasOpenssl, inFolder } from "./openssl.ts";

const certificate = buildCertificate();
const good = pem("CERTIFICATE", certificate);
const signedData = Buffer.from("06092a864886f70d010702", "hex");

const files: readonly (readonly [name: string, form: PemFile["form"], content: string | Uint8Array])[] = [
  ["PEM", "pem", good],
  ["PEM with a byte-order mark", "pem", `\ufeff${good}`],
  ["PEM after binary", "pem", Buffer.concat([Buffer.of(0, 1, 10), Buffer.from(good)])],
  ["nothing", "empty", ""],
  ["blanks", "empty", " \r\n\t\n"],
  ["prose", "text", "Put your certificate here.\n"],
  ["prose in ISO 8859-1", "text", Buffer.from("Schlüssel für Zürich\n", "latin1")],
  ["Base64 without marks", "text", certificate.toString("base64")],
  ["UTF-16", "text", Buffer.from(`\ufeff${good}`, "utf16le")],
  ["a Java key store", "binary", Buffer.from("feedfeed0000000200000001", "hex")],
  ["zeros", "binary", Buffer.alloc(100)],
  ["DER certificate", "der-certificate", certificate],
  ["DER list", "der-crl", buildCrl([])],
  ["DER PKCS #8", "der-key", testKey.privateKey.export({ format: "der", type: "pkcs8" })],
  ["DER SEC 1", "der-key", testKey.privateKey.export({ format: "der", type: "sec1" })],
  ["DER public key", "binary", testKey.publicKey.export({ format: "der", type: "spki" })],
  ["DER certificate cut short", "binary", certificate.subarray(0, -9)],
  ["PKCS #7", "pkcs7", encode(Tag.sequence, [signedData])],
  ["PKCS #7 in BER", "pkcs7", Buffer.concat([Buffer.of(0x30, 0x80), signedData])],
];

describe("what a file holds", () => {
  test.each(files)("%s: %s", (_, form, content) => {
    expect(pki.decode(Buffer.from(content)).form).toBe(form);
  });

  test.runIf(hasOpenssl)("PKCS #12", () => {
    const store = inFolder(({ run, read }) => {
      run(..."req -x509 -newkey rsa:1024 -nodes -keyout key -out cert -subj /CN=x".split(" "));
      run(..."pkcs12 -export -inkey key -in cert -out store -passout pass:x".split(" "));
      return read("store");
    });
    expect(pki.decode(store)).toEqual({ form: "pkcs12", blocks: [] });
  });

  test.each([
    ["utf-8", `\ufeff${good}`],
    ["utf-16", Buffer.from(`\ufeff${good}`, "utf16le")],
    [undefined, good],
  ])("byte-order mark: %s", (mark, content) => {
    expect(pki.decode(Buffer.from(content)).byteOrderMark).toBe(mark);
  });

  test.runIf(hasOpenssl)("requests and parameters", () => {
    const { request, parameters } = inFolder(({ run, read }) => {
      run(..."req -newkey rsa:1024 -nodes -keyout key -out request -subj /O=x/CN=y".split(" "));
      run(..."genpkey -genparam -algorithm DH -pkeyopt group:ffdhe3072 -out ffdhe".split(" "));
      run(..."dhparam -in ffdhe -out dh".split(" "));
      return { request: read("request"), parameters: read("dh") };
    });
    expect(pki.decode(request).blocks[0]?.request).toMatchObject({
      subject: { text: "CN=y,O=x" },
      publicKey: { algorithm: "RSA", bits: 1024 },
    });
    expect(pki.decode(parameters).blocks[0]?.dhBits).toBe(3072);
  });
});
