import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const cluster = (pods: string) => `
apiVersion: stackgres.io/v1
kind: SGCluster
spec:
  postgres: { version: '16.4', ssl: { enabled: true } }
  pods: ${pods}
  configurations:
    patroni:
      dynamicConfig:
        postgresql:
          pg_hba:
            - hostssl all all 0.0.0.0/0 scram-sha-256
`;

test("what StackGres adds is reported once, and a last item ends it", async () => {
  const open = openManifest(cluster("{ disableEnvoy: true }"));
  expect(await open.shown()).toEqual(["pg_hba: hba-cleartext-gap"]);
  const fixed = await open.fixed(/as the last item/);
  expect(fixed).toMatch(/scram-sha-256\n {12}- hostnossl all all all reject\n$/);
  expect(await openManifest(fixed ?? "").shown()).toEqual([]);
});

test("behind Envoy nothing is known of who connects", async () => {
  expect(await openManifest(cluster("{}")).shown()).toEqual([]);
});

test("coordinator and shards are clusters of their own", async () => {
  const part = (name: string, record: string) => `
  ${name}:
    pods: { disableEnvoy: true }
    configurations:
      patroni:
        dynamicConfig:
          postgresql:
            pg_hba:
              - ${record}`;
  const head = "apiVersion: stackgres.io/v1\nkind: SGShardedCluster\nspec:\n  postgres: { version: '16.4' }";
  const open = openManifest(
    `${head}${part("coordinator", "hostssl all all 0.0.0.0/0 md5")}${part("shards", "host all all all scram")}`,
  );
  expect(await open.shown()).toEqual(["pg_hba: hba-cleartext-gap", "scram: hba-method-unknown"]);
  expect(await open.fixed(/as the last item/)).toContain(
    "md5\n              - hostnossl all all all reject\n",
  );
});

test.each([
  ["12", ["ssl_sert_file: conf-setting-unknown"]],
  ["13", ["wal_keep_segments: conf-setting-unknown", "ssl_sert_file: conf-setting-unknown"]],
])("settings that version %s has", async (version, shown) => {
  const text = `apiVersion: stackgres.io/v1
kind: SGPostgresConfig
spec:
  postgresVersion: "${version}"
  postgresql.conf: { wal_keep_segments: "32", ssl_sert_file: "a" }
`;
  expect(await openManifest(text).shown()).toEqual(shown);
});

test("settings of SGPostgresConfig", async () => {
  const open = openManifest(`
apiVersion: stackgres.io/v1
kind: SGPostgresConfig
spec:
  postgresVersion: "16"
  postgresql.conf:
    ssl_min_protocol_version: TLSv9
    port: '5433'
    work_mem: 4
`);
  expect(await open.shown()).toEqual([
    "TLSv9: conf-choice-invalid",
    "port: embedded-setting-fixed",
    "4: conf-value-range",
    "4: embedded-entry-type",
  ]);
});
