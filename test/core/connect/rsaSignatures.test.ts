import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { OpenSslFamily } from "../../../server/src/core/model/serverBuild.ts";
import type { Certificate } from "../../../server/src/core/pki.ts";
import { unsentKey } from "../../../server/src/core/x509/handshakeKey.ts";
import { verifyCertificates } from "../../../server/src/core/x509/verifyCertificates.ts";
import { createPki } from "../../../server/src/pki/createPki.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { pureCryptography } from "../../../server/src/pki/pure/pureCryptography.ts";

/**
 * Certificates that openssl made, in Base64, and the families whose server admitted a client with each: 13 with OpenSSL 1.1.1, 15 with
 * 3.0.19, and Node's TLS server with 3.5.8. The client was libpq 15 with 3.0.19 and `@SECLEVEL=0`, with which it loads them all.
 */
interface Recorded {
  readonly roots: readonly string[];
  readonly clients: readonly {
    readonly title: string;
    readonly admitted: readonly string[];
    readonly certificate: string;
  }[];
}

const file = new URL("../fixtures/rsaSignatures.json", import.meta.url);
const { roots, clients } = JSON.parse(readFileSync(file, "utf8")) as Recorded;
const libraries = { "Node's library": pki, "plain code": createPki(pureCryptography) };
/** A moment at which all of them are valid. */
const now = Date.UTC(2027, 0, 1);

function decode(base64: string): Certificate {
  const certificate = pki.decode(Buffer.from(base64, "base64")).der?.certificate;
  if (!certificate) throw new Error("a recorded certificate did not decode");
  return certificate;
}

test.each(
  Object.entries(libraries).flatMap(([name, library]) =>
    clients.map((client) => ({ ...client, name, library })),
  ),
)("$title is admitted as by servers, verified by $name", ({ admitted, certificate, library }) => {
  const leaf = decode(certificate);
  const isAdmitted = (family: OpenSslFamily) =>
    unsentKey(leaf, family) === undefined &&
    verifyCertificates([leaf], {
      trusted: roots.map(decode),
      purpose: "client",
      family,
      pki: library,
      now,
    }).is;
  const families = ["1.1.1", "3", "3.5"] as const;
  expect(Object.fromEntries(families.map((family) => [family, isAdmitted(family)]))).toEqual(
    Object.fromEntries(families.map((family) => [family, admitted.includes(family)])),
  );
});

test.each(Object.entries(libraries))(
  "a changed signature with two digests is invalid for %s",
  (_, library) => {
    const { certificate = "" } = clients.find(({ title }) => title === "RSA-PSS, SHA-256, mask SHA-1") ?? {};
    const der = Buffer.from(certificate, "base64");
    der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1;
    const [root] = roots.map(decode);
    expect(root && library.isSignedBy(decode(der.toString("base64")), root)).toBe(false);
  },
);
