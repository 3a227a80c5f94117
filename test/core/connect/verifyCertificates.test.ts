import { expect, test } from "vitest";
import type { Certificate } from "../../../server/src/core/pki.ts";
import { verifyCertificates } from "../../../server/src/core/x509/verifyCertificates.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { clientPem } from "../../support/fixtures/clientCertificates.ts";
import { materialTime } from "../../support/fixtures/x509.ts";

const read = (names: string) =>
  pki.decode(Buffer.from(clientPem(names))).blocks.flatMap(({ certificate }) => certificate ?? []);

test.each([
  ["root", "alice", "3", true],
  ["root", "expired", "3", false],
  ["root", "future", "3", false],
  ["root", "for-servers", "3", false],
  ["root", "no-purpose", "3", true],
  ["root", "of-stranger", "3", false],
  ["root", "of-impostor", "3", false],
  ["root", "of-branch", "3", false],
  ["root", "of-branch + branch", "3", true],
  ["branch", "of-branch", "3", false],
  ["root", "unchecked", "3", undefined],
  ["root", "of-branch + unchecked-branch", "3", undefined],
  ["impostor", "unchecked", "3", undefined],
  ["root", "of-no-authority + no-authority", "3", false],
  ["root", "of-server-branch + server-branch", "3", false],
  ["root", "sha1", "3", false],
  ["root", "sha1", "3.5", false],
  ["root", "sha1", "1.1.1", true],
  ["self-signed", "self-signed", "3", true],
  ["self-signed", "self-signed", "1.1.1", false],
  ["narrow-root", "of-branch + narrow-branch", "3", false],
  ["narrow-root", "of-branch + narrow-branch", "1.1.1", true],
] as const)("with %s trusted, %s by OpenSSL %s: %s", (trusted, sent, family, is) => {
  const chain = read(sent) as [Certificate, ...Certificate[]];
  const verification = { trusted: read(trusted), purpose: "client" as const, family, pki, now: materialTime };
  expect(verifyCertificates(chain, verification).is).toBe(is);
});
