import { expect, test } from "vitest";
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
