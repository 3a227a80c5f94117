import { expect, test } from "vitest";
import { resultIdOf } from "../../server/src/lsp/resultId.ts";

test("texts that differ in little have different names, and equal ones the same", () => {
  const text = JSON.stringify([{ line: 10, message: "a password in cleartext" }]);
  const others = [...text].flatMap((_, at) => [
    text.slice(0, at) + text.slice(at + 1),
    `${text.slice(0, at)}\u0001${text.slice(at)}`,
    `${text.slice(0, at)}é${text.slice(at + 1)}`,
  ]);
  const numbers = Array.from({ length: 20_000 }, (_, number) => `{"line":${number}}`);
  const texts = new Set([text, ...others, ...numbers, "", "0", "\0", "\0\0"]);
  expect(new Set([...texts].map(resultIdOf)).size).toBe(texts.size);
  expect(resultIdOf(`${text}`)).toBe(resultIdOf(text));
});
