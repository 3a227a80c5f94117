import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const encode = (text: string) => Buffer.from(text).toString("base64");
const script = encode('#!/bin/sh\necho "hostss all all all md5" >> "$PGDATA/pg_hba.conf"\n');
const statement = encode("ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9';\n");
const resource = (kind: string, field: string, entry: string) => `kind: ${kind}\n${field}:\n  ${entry}`;

test.each([
  ["a Secret", resource("Secret", "data", `init.sh: ${script}`), [`${script}: hba-type-unknown`]],
  ["in quotes", resource("Secret", "data", `init.sh: "${script}"`), [`"${script}": hba-type-unknown`]],
  ["SQL", resource("Secret", "data", `a.sql: ${statement}`), [`${statement}: conf-choice-invalid`]],
  ["a ConfigMap", resource("ConfigMap", "binaryData", `init.sh: ${script}`), [`${script}: hba-type-unknown`]],
  [
    "a list",
    `kind: List\nitems:\n  - kind: Secret\n    data: { init.sh: ${script} }`,
    [`${script}: hba-type-unknown`],
  ],
  ["another file", resource("Secret", "data", `init.txt: ${script}`), []],
  ["what is not encoded", resource("Secret", "data", "init.sh: echoooooooooooooooooooooo!"), []],
  ["a ConfigMap's texts", resource("ConfigMap", "data", `init.sh: ${script}`), []],
])("what an encoded script writes is checked as the script is: %s", async (_, text, shown) => {
  const open = openManifest(text);
  expect(await open.shown()).toEqual(shown);
  expect(await open.fixed(/./)).toBe(undefined);
});

test("of a block the first line is marked, and JSON is read as YAML is", async () => {
  const half = Math.floor(script.length / 2);
  const block = `init.sh: |\n    ${script.slice(0, half)}\n    ${script.slice(half)}`;
  expect(await openManifest(resource("Secret", "data", block)).findings()).toMatchObject([
    { rule: "hba-type-unknown", line: 2 },
  ]);
  const json = JSON.stringify({ kind: "Secret", data: { "init.sh": script } });
  expect(await openManifest(json, {}, "json").findings()).toMatchObject([{ rule: "hba-type-unknown" }]);
});
