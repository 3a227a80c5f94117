import { expect, test } from "vitest";
import { checkServed, checkTrust } from "../../../server/src/core/features/served/checkServed.ts";
import { clientViews } from "../../../server/src/core/features/served/clientViews.ts";
import type { Certificate } from "../../../server/src/core/pki.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";

function certificateOf(name: string): Certificate {
  const [certificate] = pki
    .decode(materialBytes(name))
    .blocks.flatMap(({ certificate }) => certificate ?? []);
  if (!certificate) throw new Error(name);
  return certificate;
}

const served = (names: readonly string[], host: string, acceptsOldProtocols = false) => {
  const [leaf, ...others] = names.map(certificateOf);
  return { host, chain: [leaf as Certificate, ...others] as const, isWhole: true, acceptsOldProtocols };
};

test.each<[string, string, boolean, string[]]>([
  ["leaf", "db.example.com", false, []],
  ["leaf", "other.example.com", false, ["served-host-uncovered"]],
  ["no-names", "db.example.com", true, ["served-name-legacy", "served-protocol-old"]],
  ["addressed-leaf", "10.0.0.5", false, []],
])("%s for %s, old protocols %j: %j", (name, host, isOld, rules) => {
  expect(checkServed(served([name], host, isOld)).map(({ rule }) => rule)).toEqual(rules);
});

test.each<[string[], string, boolean]>([
  [["leaf", "intermediate"], "root", true],
  [["leaf"], "root", false],
  [["leaf", "intermediate"], "other-root", false],
  [["expired-leaf", "intermediate"], "root", false],
])("clients with the root: %j, %s: %j", (names, root, isTrusted) => {
  const findings = checkTrust(served(names, "db"), [certificateOf(root)], pki, materialTime);
  expect(findings.length === 0).toBe(isTrusted);
});

test.each<[string, string, (boolean | null)[]]>([
  ["leaf", "db.example.com", [true, true, true, true, true]],
  ["leaf", "x.example.com", [false, false, false, false, false]],
  ["no-names", "db.example.com", [true, true, true, false, true]],
])("libpq, JDBC, Npgsql, Go and Node verify %s for %s: %j", (name, host, verify) => {
  expect(clientViews(certificateOf(name), host).map(({ verifies }) => verifies)).toEqual(verify);
});
