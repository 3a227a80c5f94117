import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const manifest = (config: string, type = "postgresql", version = '"17.5"') => `
apiVersion: everest.percona.com/v1alpha1
kind: DatabaseCluster
metadata: { name: orders }
spec:
  engine:
    type: ${type}
    version: ${version}
    config: ${config}
`;

test.each([
  ["a wrong value", '"ssl_min_protocol_version = TLSv1.4"', ["TLSv1.4: conf-choice-invalid"]],
  ["without =", "|\n      ssl_min_protocol_version TLSv1.4", ["TLSv1.4: conf-choice-invalid"]],
  ["an unknown name", "|\n      max_connections = 100\n      sssl = on", ["sssl: conf-setting-unknown"]],
  ["a setting of a later version", "ssl_groups = X25519", ["ssl_groups: conf-setting-unknown"]],
  ["nothing wrong", "max_connections = 100", []],
])("what Everest makes settings of: %s", async (_, config, shown) => {
  expect(await openManifest(manifest(config)).shown()).toEqual(shown);
});

test("a database of another kind has other settings", async () => {
  expect(await openManifest(manifest("sssl = on", "pxc")).shown()).toEqual([]);
});

test("Patroni leaves out what it knows to be wrong", async () => {
  const [found] = await openManifest(manifest("sssl = on")).findings();
  expect(found).toMatchObject({ severity: "warning", detail: expect.stringMatching(/Patroni leaves out/) });
});
