import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { mapScalar, scalarAt, toHost, toVirtual } from "../../../server/src/core/carriers/yaml/scalarMap.ts";
import { parseYaml } from "../../../server/src/core/carriers/yaml/yaml.ts";
import { keyText } from "../../../server/src/core/carriers/yaml/yamlNodes.ts";
import * as yaml from "../../../server/src/core/carriers/yaml/yamlPackage.ts";

/** The scalar `a` of a document. */
function scalarOf(source: string) {
  const [document] = parseYaml(source, yaml);
  const at = document?.at("a");
  const scalar = at && document?.scalar(at);
  if (!scalar) throw new Error("no scalar a");
  return scalar;
}

/** Styles, and the word whose place is wanted. */
const cases: readonly (readonly [style: string, source: string])[] = [
  ["plain", "a: host all WORD md5 # x\n"],
  ["plain over lines", "a: host all\n   WORD\n\n   md5\n"],
  ["single quotes", "a: 'it''s WORD ''md5'''\n"],
  ["single quotes over lines", "a: 'it''s\n\n  WORD'\n"],
  ["double quotes", 'a: "\\"x\\"\\tWORD \\u00e4\\U0001F600 md5"\n'],
  ["double quotes over lines", 'a: "x \n  WORD\n\n  md5"\n'],
  ["double quotes with escaped line breaks", 'a: "x\\\n  WORD \\\r\n  \\  y\\\\\n\n z\\\n\n  md5"\n'],
  ["double quotes as PyYAML folds them", 'a: "x\\n\\\n  \\ all WORD\\n\\\n  md5\\n"\n'],
  ["literal", "a: |\n  host\n\n    WORD\n  md5\n"],
  ["literal with indentation given", "a: |2-\n    host\n  WORD\n"],
  ["literal, CRLF", "a: |\r\n  host\r\n  WORD\r\n"],
  ["literal at the end of a text", "a: |\n  host\n  WORD"],
  ["folded at the end of a text, CRLF", "a: >\r\n  host\r\n\r\n  WORD"],
  ["folded", "a: >\n  host\n  all\n\n  WORD\n    more\n  end\n"],
  ["folded, kept", "a: >+\n  WORD\n\n\nb: 1\n"],
  ["flow list", "a: WORD\nb: [x]\n"],
];

test.each(cases)("finds a word in %s", (_, source) => {
  const scalar = scalarOf(source);
  expect(scalar.value).toBe(parseAllDocuments(source)[0]?.toJS().a);
  const pieces = mapScalar(source, scalar);
  const at = scalar.value.indexOf("WORD");
  const host = toHost(pieces, at, at + 4);
  expect(host && source.slice(host.from, host.to)).toBe("WORD");
  expect(toVirtual(pieces, (host?.from ?? 0) + 2)).toBe(at + 2);
});

test.each([
  ["literal", "a: |\n  x\n  y\n", "\n"],
  ["literal, CRLF", "a: |\r\n  x\r\n  y\r\n", "\r\n"],
  ["folded", "a: >\n  x\n  y\n", "\n"],
  ["plain", "a: x\n  y\n", "\n"],
  ["single quotes, CRLF", "a: 'x \r\n  y'\n", " \r\n"],
  ["an empty line", 'a: "x\n\n  y"\n', "\n"],
])("the place of a line break ends behind it: %s", (_, source, expected) => {
  const at = toHost(mapScalar(source, scalarOf(source)), 1, 2);
  expect(at && source.slice(at.from, at.to)).toBe(expected);
});

test.each([
  ["a\r\nb", 0, 2, "a"],
  ["a\r\nb", 0, 1, "a"],
  ["a\r\nb", 2, 2, ""],
])("a stretch of a line has no carriage return: %j from %i to %i", (source, from, to, value) => {
  expect(scalarAt(source, from, to)).toEqual({ value, style: "raw", from, to: from + value.length });
});

test("an escape that is not known makes the whole scalar the place", () => {
  const source = 'a: "x\\q WORD"\n';
  const { value, ...scalar } = scalarOf(source);
  expect(mapScalar(source, { ...scalar, value })).toEqual([
    { at: 0, length: value.length, from: 3, to: source.length - 1, exact: false },
  ]);
});

test("an escape is one place", () => {
  const source = "a: 'it''s'\n";
  expect(toHost(mapScalar(source, scalarOf(source)), 2, 3)).toEqual({ from: 6, to: 8 });
});

test("keys are read as they are written", () => {
  const [document] = parseYaml("{1: a, on: b, 'x': c}", yaml);
  const root = document?.at();
  expect(document?.entries(root).map(({ key }) => keyText(key))).toEqual(["1", "on", "x"]);
});

test("types are those of YAML 1.1", () => {
  const [document] = parseYaml("[on, No, 12, 0x1f, 1.5, ~, text, 'on', {}, [], 9.6.1, 128MB]", yaml);
  const items = document?.items(document.at()) ?? [];
  expect(items.map((item) => document?.type(item))).toEqual(
    "boolean boolean number number number null string string map list string string".split(" "),
  );
});
