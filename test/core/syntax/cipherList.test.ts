import { expect, test } from "vitest";
import { meantCipher } from "../../../server/src/core/ruleKit/meantCipher.ts";
import { readCipherList } from "../../../server/src/core/syntax/cipherList.ts";
// How many suites of TLS 1.2 and older `openssl ciphers` of OpenSSL 3.0 lists, or null where it refuses the list.
import recorded from "../fixtures/cipherLists.json" with { type: "json" };

test("lists of ciphers are what OpenSSL 3 makes of them", () => {
  const different: string[] = [];
  for (const [list, count] of Object.entries(recorded)) {
    const { suites, errorAt } = readCipherList(list);
    const own = errorAt !== undefined || suites.size === 0 ? null : suites.size;
    if (own !== count) different.push(`${list}: ${own}, by openssl ${count}`);
  }
  expect(different).toEqual([]);
  expect(Object.keys(recorded).length).toBeGreaterThan(300);
});

test("words are returned with their places", () => {
  const { words, errorAt } = readCipherList("HIGH:!aNUL:AES+bogus");
  expect(words.map(({ start, text, operator, isKnown }) => [start, text, operator, isKnown])).toEqual([
    [0, "HIGH", "add", true],
    [6, "aNUL", "kill", false],
    [11, "AES+bogus", "add", false],
  ]);
  expect(errorAt).toBeUndefined();
  expect(readCipherList("HIGH/LOW").errorAt).toBe(4);
});

// Whether `SSL_CTX_set_cipher_list` finds a cipher, by OpenSSL 3.0.19 and by 3.5.8.
test.each([
  ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", false, true],
  ["TLS_RSA_WITH_AES_128_CBC_SHA", false, true],
  ["tls_ecdhe_rsa_with_aes_256_gcm_sha384", false, false],
  ["TLS_ECDHE_RSA_WITH_NOPE", false, false],
  ["ECDHE-RSA-AES256-GCM-SHA384", true, true],
  ["ECDHE_RSA_AES256_GCM_SHA384", false, false],
])("the names of IANA are known to later releases: %s", (list, by30, by35) => {
  const found = (["3", "3.5"] as const).map((family) => {
    const { suites, errorAt } = readCipherList(list, family);
    return errorAt === undefined && suites.size > 0;
  });
  expect(found).toEqual([by30, by35]);
});

test.each([
  ["ECDHE-RSA-AES256-GCM-SHA3848", "ECDHE-RSA-AES256-GCM-SHA384"],
  ["ecdhe-rsa-aes256-gcm-sha384", "ECDHE-RSA-AES256-GCM-SHA384"],
  ["ECDHE_RSA_AES256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384"],
  ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA38", "ECDHE-RSA-AES256-GCM-SHA384"],
  ["kRSA+AEZ", "kRSA+AES"],
  ["aNUL", "aNULL"],
  // Another mode, size of key or protocol is no slip.
  ["AES128-GCM", undefined],
  ["ECDHE-RSA-AES256-SHA256", undefined],
  ["ECDHE-RSA-RC4-SHA", undefined],
  ["RC4-SHA", undefined],
  ["TLSv1.3", undefined],
  ["TLS_AES_256_GCM_SHA384", undefined],
])("what a word of a cipher list means: %s", (word, meant) => {
  expect(meantCipher(word)).toBe(meant);
});
