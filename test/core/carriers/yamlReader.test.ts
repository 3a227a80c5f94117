import { expect, test } from "vitest";
import { numberOf, typeOfPlain, type YamlReader } from "../../../server/src/core/carriers/yaml/yamlReader.ts";
import { openManifest } from "../../support/embedded.ts";

/** By PyYAML 6.0.3, and by the source of go-yaml. */
test.each<[text: string, PyYAML: string | number, Go: string | number]>([
  ["on", "boolean", "boolean"],
  ["y", "string", "boolean"],
  ["N", "string", "boolean"],
  ["~", "null", "null"],
  ["1_000", 1000, 1000],
  ["-1_0", -10, -10],
  ["1__0", 10, 10],
  ["_1", "string", "string"],
  ["1e3", "string", 1000],
  ["1.5e3", "string", 1500],
  ["1.5e+3", 1500, 1500],
  ["+.5", "string", 0.5],
  [".5", 0.5, 0.5],
  ["._5", "string", "string"],
  ["0b101", 5, 5],
  ["-0b101", -5, -5],
  ["0o17", "string", 15],
  ["08", "string", 8],
  ["0x1F", 31, 31],
  ["1:30", 90, "string"],
  ["-1:30:15", -5415, "string"],
  ["1:30.5", 90.5, "string"],
  ["1:60", "string", "string"],
  ["0:30", "string", "string"],
  ["2020-01-01", "string", "string"],
])("%s is %s for Python, and %s for Go", (text, python, go) => {
  const read = (reader: YamlReader) => {
    const type = typeOfPlain(text, reader);
    return type === "number" ? Number(numberOf(text, reader)) : type;
  };
  expect([read("PyYAML"), read("Go")]).toEqual([python, go]);
});

test.each(["017", "0_17"])("%s stays the octal that the server reads", (text) => {
  expect([numberOf(text, "PyYAML"), numberOf(text, "Go")]).toEqual(["017", "017"]);
});

const patroni = (value: string) =>
  `scope: orders\npostgresql:\n  parameters:\n    statement_timeout: ${value}\n`;

test.each([
  ["1_000", []],
  ["1:30", []],
  ["0b101", []],
  ["0x_1F", []],
  ["1e3", []],
  ["0o17", ["0o17: conf-number-invalid"]],
  [".inf", [".inf: conf-number-invalid"]],
  ["2020-01-01", ["2020-01-01: conf-number-invalid"]],
  ["99_999_999_999", ["99_999_999_999: conf-value-range"]],
])("Patroni writes %s as Python reads it", async (value, expected) => {
  expect(await openManifest(patroni(value)).shown()).toEqual(expected);
});

test("Ansible writes 1_000 as Python reads it", async () => {
  const open = openManifest("- postgresql_set: { name: statement_timeout, value: 1_000 }");
  expect(await open.shown()).toEqual([]);
});

test("y in a manifest of Kubernetes is a Boolean", async () => {
  const open = openManifest(
    "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n    parameters:\n      geqo: y\n",
  );
  expect(await open.shown()).toEqual(["y: embedded-entry-type"]);
});
