import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:16
  postgresql:
    pg_hba:
      - hostss all all all scram-sha-256`;
const values = `primary:
  pgHbaConfiguration: |-
    hostss all all all md5`;

const indented = (text: string, blanks: number) => text.replace(/^/gm, " ".repeat(blanks)).trimStart();
const json = {
  apiVersion: "postgresql.cnpg.io/v1",
  kind: "Cluster",
  spec: { imageName: "x/postgresql:16", postgresql: { pg_hba: ["hostss all all all scram-sha-256"] } },
};

test.each([
  ["a list of resources", `apiVersion: v1\nkind: List\nitems:\n  - ${indented(cluster, 4)}`],
  ["a list of clusters", `kind: ClusterList\nitems:\n- ${indented(cluster, 2)}`],
  ["JSON", JSON.stringify(json, null, 2)],
  ["JSON in one line", JSON.stringify(json)],
  ["a list in JSON", JSON.stringify({ kind: "List", items: [json] })],
  [
    "a patch of Kustomize",
    `kind: Kustomization\npatches:\n  - target:\n      kind: Cluster\n    patch: |-\n      ${indented(cluster, 6)}`,
  ],
  [
    "a strategic merge patch",
    `kind: Kustomization\npatchesStrategicMerge:\n  - |-\n    ${indented(cluster, 4)}`,
  ],
  ["values of Flux", `kind: HelmRelease\nspec:\n  values:\n    db:\n      ${indented(values, 6)}`],
  [
    "values of Argo CD",
    `kind: Application\nspec:\n  source:\n    helm:\n      values: |\n        # ours\n        postgresql:\n          ${indented(values, 10)}`,
  ],
  [
    "an object of values of Argo CD",
    `kind: Application\nspec:\n  sources:\n    - chart: x\n    - helm:\n        valuesObject:\n          ${indented(values, 10)}`,
  ],
  ["a subchart of a subchart", `app:\n  store:\n    ${indented(values, 4)}`],
])("found and fixed in %s", async (_, text) => {
  for (const written of [text, text.replaceAll("\n", "\r\n")]) {
    const open = openManifest("x: 1");
    open.document.update([{ text: `${written}\n` }], 2);
    expect(await open.shown()).toContain("hostss: hba-type-unknown");
    expect(await open.fixed(/Change to hostssl/)).toBe(`${written.replace("hostss ", "hostssl ")}\n`);
  }
});

test("a chart of another program that has the same values for TLS is nothing to report", async () => {
  const text = `redis:\n  tls:\n    enabled: true\n    certKeyFilename: tls.key`;
  expect(await openManifest(text).shown()).toEqual([]);
  expect(await openManifest(text.replace("redis", "my-postgresql")).shown()).toEqual([
    "tls: embedded-secret-incomplete",
  ]);
});
