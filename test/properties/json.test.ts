import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { countJsonErrors, parseJson } from "../../server/src/core/carriers/yaml/json.ts";
import { mapScalar, toHost, toVirtual } from "../../server/src/core/carriers/yaml/scalarMap.ts";
import { quoteDouble } from "../../server/src/core/carriers/yaml/writeScalar.ts";
import type { YamlDocument } from "../../server/src/core/carriers/yaml/yaml.ts";
import type { YamlNode } from "../../server/src/core/carriers/yaml/yamlNodes.ts";
import * as yaml from "../../server/src/core/carriers/yaml/yamlPackage.ts";

const text = fc
  .array(
    fc.constantFrom(
      "host",
      " ",
      "10.0.0.0/8",
      '"',
      "\\",
      "\n",
      "\t",
      "\u0001",
      "é",
      "😀",
      "\u2028",
      "{{",
      "#",
      "'",
    ),
    { maxLength: 12 },
  )
  .map((words) => words.join(""));

/** A text between quotes, in one of the ways in which JSON writes each of its characters. */
const written = fc.tuple(text, fc.infiniteStream(fc.nat(2))).map(([value, ways]) => {
  const letters = value.split("").map((letter) => {
    const code = `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const way = ways.next().value;
    if (way === 1) return code;
    if (way === 2 && letter === "/") return "\\/";
    return /[\ud800-\udfff]/.test(letter) ? letter : JSON.stringify(letter).slice(1, -1);
  });
  return `"${letters.join("")}"`;
});

const blank = fc.constantFrom("", " ", "\t", "\n", "\r\n\t", " // all\n", "/* x */");

const document = fc.letrec<{ value: string; list: string; map: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    written,
    fc.constantFrom("1", "-2.5e3", "true", "null", "{}", "[]"),
    tie("list"),
    tie("map"),
  ),
  list: fc
    .tuple(blank, fc.array(tie("value"), { minLength: 1, maxLength: 4 }))
    .map(([gap, items]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
  map: fc
    .tuple(blank, fc.array(fc.tuple(written, tie("value")), { minLength: 1, maxLength: 4 }))
    .map(
      ([gap, entries]) =>
        `{${gap}${entries.map(([key, value]) => `${key}${gap}:${gap}${value}`).join(`,${gap}`)}${gap}}`,
    ),
})).value;

/** What a document holds, and all its scalars. */
function readAll(document: YamlDocument, at: YamlNode, scalars: YamlNode[]): unknown {
  const items = document.items(at);
  if (items) return items.map((item) => readAll(document, item, scalars));
  if (document.isMap(at))
    return document
      .entries(at)
      .map((entry) => [readAll(document, { node: entry.key }, scalars), readAll(document, entry, scalars)]);
  scalars.push(at);
  const scalar = document.scalar(at);
  return document.type(at) === "string" ? scalar?.value : JSON.parse(scalar?.value ?? "");
}

/** The same of what JavaScript reads, with all entries of one name. */
function entriesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entriesOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, inner]) => [key, entriesOf(inner)]);
}

test("JSON is read as JavaScript reads it, and each character is found where it is written", () => {
  fc.assert(
    fc.property(document, (source) => {
      const [root] = parseJson(source, yaml);
      const plain: unknown = JSON.parse(source.replaceAll(" // all\n", "").replaceAll("/* x */", ""));
      const scalars: YamlNode[] = [];
      const at = root?.at();
      const own = root && at && readAll(root, at, scalars);
      expect(countJsonErrors(source, yaml)).toBe(0);
      const names = JSON.stringify(own);
      // JavaScript keeps the last of two entries of one name, and puts numbers first.
      if (names.length === JSON.stringify(entriesOf(plain)).length) expect(own).toEqual(entriesOf(plain));
      for (const node of scalars) {
        const scalar = root?.scalar(node);
        if (!scalar) continue;
        const pieces = mapScalar(source, scalar);
        expect(pieces.reduce((length, piece) => length + piece.length, 0)).toBe(scalar.value.length);
        expect(pieces.some(({ from, length }) => from === scalar.from && length > 0)).toBe(
          scalar.style === "plain",
        );
        for (const { at, length, from, to, exact } of pieces) {
          expect(scalar.from <= from && from < to && to <= scalar.to).toBe(true);
          if (!exact)
            expect(JSON.parse(`"${source.slice(from, to)}"`)).toBe(scalar.value.slice(at, at + length));
          else expect(source.slice(from, to)).toBe(scalar.value.slice(at, at + length));
          expect(toHost(pieces, at, at + length)).toEqual({ from, to });
          expect(toVirtual(pieces, from)).toBe(at);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("whatever is cut off or put in, reading ends, and places are within the text", () => {
  fc.assert(
    fc.property(
      document,
      fc.nat(),
      fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "\\", "x"),
      (whole, at, sign) => {
        const cut = at % (whole.length + 1);
        const source = whole.slice(0, cut) + sign + (at % 2 ? whole.slice(cut) : "");
        for (const root of parseJson(source, yaml)) {
          const node = root.at();
          const { from, to } = node ? root.span(node) : { from: 0, to: 0 };
          expect(0 <= from && from <= to && to <= source.length).toBe(true);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a text that is written in double quotes is read as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(JSON.parse(quoteDouble(value))).toBe(value);
      expect(parse(quoteDouble(value))).toBe(value);
    }),
    { numRuns: 2_000 },
  );
});
