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
    `${Array.from({ length: 500 }, (_, at) => `x${at}: &x${at}\n  <<: *x${at - 1}\n  k${at}: v`).join("\n")}\nspec:\n  <<: *x499\n  postgresql: { pg_hba: [hostss all] }`,
  ],
])("a map into which is merged: %s", async (_, text) => {
  const manifest = openManifest(`apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\n${text}`);
  expect(await manifest.shown()).toContain("hostss: hba-type-unknown");
});
