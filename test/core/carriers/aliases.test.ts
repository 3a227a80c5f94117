import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const list = "[hostss all all all md5]";

test.each([
  ["an alias for a list", `x: &hba ${list}\nHBA: *hba`],
  ["an alias for an item", "x: &one hostss all all all md5\nHBA: [*one]"],
  ["a map that is merged", `x: &map { pg_hba: ${list} }\nMAP: { <<: *map }`],
  [
    "the first of maps that are merged",
    `x: &a { pg_hba: ${list} }\ny: &b { pg_hba: [] }\nMAP: { <<: [*a, *b] }`,
  ],
  ["what a map has wins", `x: &a { pg_hba: [] }\nMAP: { <<: *a, pg_hba: ${list} }`],
  ["the anchor above is meant", `x: &hba ${list}\nHBA: *hba\ny: &hba []`],
])("in a manifest: %s", async (_, lines) => {
  const text = lines
    .replace("HBA: ", "spec: { postgresql: { pg_hba: ")
    .replace("MAP: ", "spec: { postgresql: ")
    .replace(/(spec: .*)/, (line) => line + " }".repeat(line.split("{ ").length - line.split(" }").length));
  const manifest = openManifest(`apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\n${text}`);
  expect(await manifest.shown()).toContain("hostss: hba-type-unknown");
});

test("settings that are merged are fixed where they are written", async () => {
  const manifest = openManifest(`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
x: &tls
  ssl_min_protocol_version: TLSv1.9
spec:
  postgresql:
    parameters:
      <<: *tls
`);
  expect(await manifest.shown()).toEqual(["TLSv1.9: conf-choice-invalid"]);
  expect(await manifest.fixed(/TLSv1.3/)).toContain("ssl_min_protocol_version: TLSv1.3\n");
});

test.each([
  [
    "an item",
    "scope: x\npostgresql:\n  pg_hba:\n    - &a hostss all all all md5\n    - *a",
    "hostss: hba-type-unknown",
  ],
  [
    "settings of two services",
    "x: &x\n  image: postgres:16\n  command: -c ssl_min_protocol_version=TLSv9\nservices:\n  a:\n    <<: *x\n  b:\n    <<: *x",
    "TLSv9: conf-choice-invalid",
  ],
])("what several aliases bring is reported once: %s", async (_, text, expected) => {
  expect(await openManifest(text).shown()).toEqual([expected]);
});

test.each([
  ["an item", `x: &long "local all all peer # ${"x".repeat(200_000)}"`, "*long, ".repeat(20)],
  [
    "lists within lists",
    `x: &long "local all all peer # ${"x".repeat(50_000)}"\ny: &list [*long, *long, *long]`,
    "*list, ".repeat(20),
  ],
])("more than is read comes by aliases: %s", async (_, anchors, items) => {
  const shown = (text: string) =>
    openManifest(`apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\n${text}`).shown();
  const text = (list: string) => `${anchors}\nspec: { postgresql: { pg_hba: [${list}hostss a b c md5] } }`;
  expect(await shown(text(items))).toEqual(["apiVersion: check-incomplete"]);
  expect(await shown(text(""))).toEqual(["hostss: hba-type-unknown"]);
  const other = "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\n";
  expect(await shown(`${text(items)}\n${other}spec: { postgresql: { pg_hba: [hostss a b c md5] } }`)).toEqual(
    ["apiVersion: check-incomplete", "hostss: hba-type-unknown"],
  );
});

test.each(["pg_hba", '"pg_hba"'])("of lists of one name the last counts: %s", async (name) => {
  const manifest = openManifest(`
scope: orders
postgresql:
  ${name}: [hostss all all all md5]
  pg_hba: [hostsl all all all md5]
  parameters: { sssl: on }
  parameters: { tssl: on }
`);
  expect(await manifest.shown()).toEqual([
    `${name}: embedded-ignored`,
    "hostsl: hba-type-unknown",
    "parameters: embedded-ignored",
    "tssl: conf-setting-unknown",
  ]);
});

test("Patroni reads a list that both configurations share", async () => {
  const manifest = openManifest(`
scope: orders
bootstrap:
  dcs:
    postgresql:
      pg_hba: &hba
        - hostss all all all md5
postgresql:
  pg_hba: *hba
`);
  expect(await manifest.shown()).toEqual(["hostss: hba-type-unknown"]);
});

test.each([
  ["itself", "spec: &a\n  <<: *a\n  postgresql: { pg_hba: [hostss all] }"],
  ["nothing", "spec:\n  <<: *none\n  postgresql: { pg_hba: [hostss all] }"],
  [
    "a long chain",
    `${Array.from({ length: 300 }, (_, at) => `x${at}: &x${at}\n  <<: *x${at - 1}\n  k${at}: v`).join("\n")}\nspec:\n  <<: *x299\n  postgresql: { pg_hba: [hostss all] }`,
  ],
])("a map into which is merged: %s", async (_, text) => {
  const manifest = openManifest(`apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\n${text}`);
  expect(await manifest.shown()).toContain("hostss: hba-type-unknown");
});

test("what an alias brings to two servers is reported once", async () => {
  const patroni =
    "    environment: &e\n      SPILO_CONFIGURATION: |\n        postgresql:\n          parameters:\n            port: 1\n";
  const text = `services:\n  a: &a\n    image: spilo\n${patroni}  b:\n    <<: *a\n  c:\n    <<: *a\n`;
  expect(await openManifest(text).shown()).toEqual(["port: embedded-setting-fixed"]);
});
