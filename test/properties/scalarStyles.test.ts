import fc from "fast-check";
import { expect, test } from "vitest";
import { mapScalar, toHost, toVirtual } from "../../server/src/core/carriers/yaml/scalarMap.ts";
import { parseYaml } from "../../server/src/core/carriers/yaml/yaml.ts";
import * as yaml from "../../server/src/core/carriers/yaml/yamlPackage.ts";

// `scalarMap.test.ts` has what a library writes; here are the ways of people: any indentation, blanks, escapes and breaks.

/** What is written, and what of the value it is, where that is known. */
interface Written {
  readonly source: string;
  readonly value?: string;
}

/** Words of a scalar, each of them once; `%` is a number. */
const word = fc.constantFrom("w%z", "w%é", "w%😀", "w%:x", "w%#y", "w%-");
const blank = fc.constantFrom("", "", "", " ", "  ", "\t", " \t ");
/** Escapes of double quotes; those of four and eight digits are each of them once. */
const escapeSign = fc.constantFrom(
  ...[
    "\\u4e%",
    "\\U00004F%",
    "\\t",
    "\\n",
    '\\"',
    "\\\\",
    "\\ ",
    "\\\t",
    "\\/",
    "\\x41",
    "\\0",
    "\\_",
    "\\N",
  ],
);
const token = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: escapeSign });
const line = fc.record({
  /** Behind the indentation, for the second and further lines. */
  before: fc.constantFrom("", "", " ", "   ", "\t", " \t"),
  tokens: fc.array(fc.tuple(token, blank), { minLength: 1, maxLength: 4 }),
  after: fc.constantFrom("", "", " ", "\t", " \t"),
  /** A backslash takes the line break with it. */
  isJoined: fc.boolean(),
  emptyBelow: fc.array(fc.constantFrom("", "  ", "\t", "         "), { maxLength: 2 }),
});
type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never;

const form = fc.record({
  style: fc.constantFrom("plain", "single", "double", "literal", "folded"),
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  props: fc.constantFrom("", "", "&anchor ", "!!str ", "!!str &a ", "&b !!str "),
  comment: fc.constantFrom("", "", " # comment", "\t# c 2"),
  depth: fc.nat(2),
  isItem: fc.boolean(),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  head: fc.constantFrom(
    "",
    "",
    "%YAML 1.2\n---\n",
    "\ufeff",
    "# c\n",
    "\ufeff# c\n--- # x\n",
    "x: 1\n...\n---\n",
  ),
  chomping: fc.constantFrom("", "-", "+"),
  indentation: fc.integer({ min: 1, max: 4 }),
  isGiven: fc.boolean(),
  end: fc.constantFrom("", "\n", "\n\n", "\n   \n"),
});
type Form = typeof form extends fc.Arbitrary<infer Value> ? Value : never;

/** A document with one scalar, and its words. */
function write(given: Form): { readonly source: string; readonly words: readonly Written[] } {
  const { style, lines, depth, isItem, lineBreak, head, end } = given;
  const isBlock = style === "literal" || style === "folded";
  const words: Written[] = [];
  const parent = " ".repeat(2 * depth);
  const indent = parent + " ".repeat(given.indentation) + (isItem && !isBlock ? "  " : "");
  const texts = lines.map(({ tokens }) =>
    tokens.map(([text, gap]) => writeToken(text, style, words) + gap).join(""),
  );
  const isFirstFree = !isBlock || given.isGiven;
  const body = texts.map((text, at) => {
    const { before, after, isJoined, emptyBelow } = lines[at] as Line;
    const start = (isBlock || at > 0 ? indent : "") + (at > 0 || (isBlock && isFirstFree) ? before : "");
    const isLast = at === texts.length - 1;
    const stop = isLast && !isBlock ? "" : after + (style === "double" && isJoined ? "\\" : "");
    const own = isBlock ? text : text.trimEnd();
    return [start + (text.trim() === "" ? "x" : own) + stop, ...(isLast ? [] : emptyBelow)].join("\n");
  });
  const quote = style === "single" ? "'" : style === "double" ? '"' : "";
  const header = { literal: "|", folded: ">" }[style as string];
  const scalar = header
    ? `${header}${given.isGiven ? given.indentation : ""}${given.chomping}${given.comment}\n${body.join("\n")}${end}`
    : `${quote}${body.join("\n")}${quote}${given.comment}`;
  const keys = Array.from({ length: depth }, (_, at) => `${" ".repeat(2 * at)}k:\n`).join("");
  const rest = scalar.endsWith("\n") ? "" : "\n";
  const written = `${keys}${parent}a:${isItem ? `\n${parent}- ` : " "}${given.props}${scalar}${rest}${parent}b: other\n`;
  return { source: (head + written).replaceAll("\n", lineBreak), words };
}

function writeToken(text: string, style: string, words: Written[]): string {
  const number = String(words.length + 10);
  const isEscape = text.startsWith("\\");
  if (isEscape && style !== "double") return style === "single" ? "''" : "w";
  const source = text.replace("%", number);
  const code = /^\\u(.*)/i.exec(source)?.[1];
  const value = !isEscape ? source : code && String.fromCodePoint(Number.parseInt(code, 16));
  words.push({ source, ...(value && { value }) });
  return source;
}

test("however a value is written, each of its words is found where it is", () => {
  let count = 0;
  fc.assert(
    fc.property(form, (given) => {
      const { source, words } = write(given);
      const { errors } = yaml.parseAllDocuments(source, { logLevel: "silent" }).at(-1) ?? {};
      if (errors?.length !== 0) return;
      const document = parseYaml(source, yaml).at(-1);
      const at = document?.at(...Array(given.depth).fill("k"), "a");
      const scalar = document?.scalar(given.isItem ? document.items(at)?.[0] : at);
      expect(scalar).toBeDefined();
      if (!scalar) return;
      const pieces = mapScalar(source, scalar);
      for (const { value, source: written } of words) {
        if (value === undefined) continue;
        const start = scalar.value.indexOf(value);
        const from = source.indexOf(written);
        expect(toHost(pieces, start, start + value.length)).toEqual({ from, to: from + written.length });
        expect(toVirtual(pieces, from)).toBe(start);
        count++;
      }
    }),
    { numRuns: 1_500 },
  );
  expect(count).toBeGreaterThan(2_500);
});
