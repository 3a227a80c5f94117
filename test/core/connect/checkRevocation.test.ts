import { expect, test } from "vitest";
import { checkRevocation } from "../../../server/src/core/x509/checkRevocation.ts";
import type { VerifiedChain } from "../../../server/src/core/x509/verifyCertificates.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { clientPem } from "../../support/fixtures/clientCertificates.ts";
import { materialTime } from "../../support/fixtures/x509.ts";

const blocks = (names: string) => pki.decode(Buffer.from(clientPem(names))).blocks;

test.each<[chain: string, lists: string, is: boolean | undefined]>([
  ["alice + root", "root-crl", true],
  ["revoked + root", "root-crl", false],
  ["alice + root", "forged-root-crl", false],
  ["alice + root", "unchecked-root-crl", undefined],
  // Whoever signed that list: the server refuses the client.
  ["revoked + root", "unchecked-root-crl", false],
  ["of-branch + branch + root", "unchecked-branch-crl + root-crl", undefined],
  // A list that cannot be checked hides nothing that is in another.
  ["of-branch + revoked-branch + root", "unchecked-branch-crl + root-crl", false],
])("of %s, by %s: %s", (names, lists, is) => {
  const chain = blocks(names).flatMap(({ certificate }) => certificate ?? []);
  const crls = blocks(lists).flatMap(({ crl }) => crl ?? []);
  const answer = checkRevocation(chain as unknown as VerifiedChain, crls, true, {
    family: "3",
    pki,
    now: materialTime,
  });
  expect(answer.is).toBe(is);
});
