import { describe, expect, it, test } from "vitest";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import type { ServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import { type AuthLine, scanAuthLine } from "../../../server/src/core/syntax/authLine.ts";

/** Fields with `|` between them, words with `,`, and `'` before a word that counts as quoted. */
function shape({ fields }: AuthLine): string {
  const word = ({ text, quoted }: { text: string; quoted: boolean }) => (quoted ? `'${text}` : text);
  return fields.map(({ tokens }) => tokens.map(word).join(",")).join("|");
}

const scan = (text: string, version: ServerVersion = 18) => scanAuthLine(splitLines(text), 0, version);

describe("words and fields", () => {
  it.each([
    ["local all all trust", "local|all|all|trust"],
    ["  local\tall  all trust  ", "local|all|all|trust"],
    ["db1,db2 x", "db1,db2|x"],
    ["db1, db2 x", "db1,db2|x"],
    ["db1 ,db2 x", "db1|db2|x"],
    ["db1 , db2", "db1|db2"],
    [",,a,,b,, ,c d,", "a,b,c|d"],
    [",", ""],
    ["", ""],
    ["   # all", ""],
    ["tr#ust x", "tr"],
    ["a #b", "a"],
    ['"a b" c', "'a b|c"],
    ['a"b c"d', "ab cd"],
    ['"a""b"', "'a\"b"],
    ['""', "'"],
    ['""all', "'all"],
    ['a"ll"', "all"],
    ['"a#b,c"', "'a#b,c"],
    ['""""', "'\""],
    ['"a', "'a"],
    ['"a # b', "'a # b"],
    ["'a b'", "'a|b'"],
    ["a\u00a0b\u000bc\fd", "a\u00a0b\u000bc\fd"],
    ["\ufefflocal x", "\ufefflocal|x"],
  ])("%j", (text, expected) => {
    expect(shape(scan(text))).toBe(expected);
  });
});

describe("lines by version", () => {
  it.each<[string, ServerVersion, string, number]>([
    ["a\\\nb c\n", 13, "a\\", 1],
    ["a\\\nb c\n", 14, "ab|c", 2],
    ["a \\\n b\n", 18, "a|b", 2],
    ["a\\ \nb\n", 18, "a\\", 1],
    ["a\\\\\n\nb\n", 18, "a\\", 2],
    ["a\\\n\\\nb\n", 18, "ab", 3],
    ["a\\", 18, "a", 1],
    ["# c\\\nlocal\n", 18, "", 2],
    ['"a\\\nb" c\n', 18, "'ab|c", 2],
    ["a b\r\n", 18, "a|b", 1],
    ["a b\r\r\n", 19, "a|b", 2],
    ["a\\\r\nb\n", 18, "ab", 2],
    ["a\rb\n", 18, "a|b", 2],
    ["a\rb\n", 19, "a\rb", 2],
    ["a\0x\nb c\n", 13, "a", 1],
    ["a\0x\nb c\n", 14, "ab|c", 2],
  ])("%j on %i", (text, version, expected, lineCount) => {
    const line = scan(text, version);
    expect(shape(line)).toBe(expected);
    expect(line.lineCount).toBe(lineCount);
  });
});

test("spans lie in the text as written, across continuations, too", () => {
  const line = scan('a "b c"\\\n, d\\\ne # f\n');
  expect(shape(line)).toBe("a|'b c,de");
  const written = line.fields
    .flatMap(({ tokens }) => tokens)
    .map(({ span }) => line.text.slice(span.start, span.end));
  expect(written).toEqual(["a", '"b c"', "d\\\ne"]);
  expect(line.comment && line.text.slice(line.comment.start, line.comment.end)).toBe("# f");
});

describe("limits on length, in bytes", () => {
  const word = (bytes: number) => "a".repeat(bytes);
  it.each<[string, ServerVersion, "token" | "line" | undefined]>([
    [word(10_239), 15, undefined],
    [word(10_240), 15, "token"],
    [word(10_240), 16, undefined],
    [`${word(10_239)},b`, 15, "token"],
    [`${word(10_238)},b`, 15, undefined],
    [`${word(10_239)}#c`, 15, undefined],
    [`"${word(10_239)}"`, 15, "token"],
    [`"${word(10_238)}"`, 15, undefined],
    [`"${word(10_238)}""`, 15, undefined],
    ["é".repeat(5_119), 15, undefined],
    ["é".repeat(5_120), 15, "token"],
    [`# ${word(20_475)}\n`, 13, undefined],
    [`# ${word(20_476)}\n`, 13, "line"],
    [`# ${word(20_476)}`, 13, undefined],
    [`# ${word(20_477)}`, 13, "line"],
    [`# ${word(20_477)}`, 14, undefined],
  ])("case %#", (text, version, expected) => {
    expect(scan(text, version).tooLong?.what).toBe(expected);
  });
});
