import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { mapScalar, toHost, toVirtual } from "../../server/src/core/carriers/yaml/scalarMap.ts";
import { parseYaml, type YamlDocument } from "../../server/src/core/carriers/yaml/yaml.ts";
import type { YamlNode } from "../../server/src/core/carriers/yaml/yamlNodes.ts";
import * as yaml from "../../server/src/core/carriers/yaml/yamlPackage.ts";

const word = fc.constantFrom(
  ...[
    "host",
    "all",
    "10.0.0.0/8",
    "it's",
    '"q"',
    "#",
    ": ",
    "é",
    "😀",
    "\\",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "-",
    "x",
  ],
);
const value = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

const options = fc.record({
  lineWidth: fc.constantFrom(0, 20, 80),
  blockQuote: fc.constantFrom<boolean | "folded" | "literal">(true, false, "folded", "literal"),
  defaultStringType: fc.constantFrom<
    "PLAIN" | "QUOTE_SINGLE" | "QUOTE_DOUBLE" | "BLOCK_FOLDED" | "BLOCK_LITERAL"
  >("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_FOLDED", "BLOCK_LITERAL"),
  collectionStyle: fc.constantFrom<"any" | "flow">("any", "flow"),
  indent: fc.constantFrom(2, 3, 4),
});

/** All scalars of a document with strings in lists in a map. */
function* scalarsOf(document: YamlDocument, at: YamlNode | undefined = document.at()): Iterable<YamlNode> {
  for (const entry of document.entries(at)) {
    yield { node: entry.key };
    yield* scalarsOf(document, entry);
  }
  for (const item of document.items(at) ?? []) yield* scalarsOf(document, item);
  if (at && document.scalar(at)) yield at;
}

test("whatever YAML a value is written in, each of its characters is found where it is written", () => {
  let mapped = 0;
  let whole = 0;
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      options,
      fc.boolean(),
      fc.nat(3),
      (values, style, crlf, depth) => {
        let tree: unknown = values;
        for (let level = 0; level < depth; level++) tree = level % 2 ? [tree] : { key: tree };
        const text = stringify(tree, style);
        const source = crlf ? text.replaceAll("\n", "\r\n") : text;
        const [document] = parseYaml(source, yaml);
        for (const at of document ? scalarsOf(document) : []) {
          const scalar = document?.scalar(at);
          if (!scalar || scalar.value === "") continue;
          const pieces = mapScalar(source, scalar);
          if (pieces[0]?.exact === false && pieces[0].from === scalar.from && scalar.style !== "plain")
            whole++;
          else mapped++;
          expect(pieces.reduce((length, piece) => length + piece.length, 0)).toBe(scalar.value.length);
          for (const { at, length, from, to, exact } of pieces) {
            expect(scalar.from <= from && from < to && to <= scalar.to).toBe(true);
            if (!exact) continue;
            expect(source.slice(from, to)).toBe(scalar.value.slice(at, at + length));
            expect(toHost(pieces, at, at + length)).toEqual({ from, to });
            expect(toVirtual(pieces, from)).toBe(at);
          }
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(whole / (mapped + whole)).toBeLessThan(0.1); // the library breaks long lines in double quotes with a backslash
});
