import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openManifest } from "../../support/embedded.ts";
import { type Files, openFiles } from "../../support/openService.ts";

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

/** A cluster that names a configuration, with settings of its own and records for TLS. */
const configured = (settings = "{}", postgres = "{}", pods = "{}") => `apiVersion: stackgres.io/v1
kind: SGCluster
metadata: { name: orders }
spec:
  postgres: ${postgres}
  pods: ${pods}
  configurations:
    sgPostgresConfig: orders-conf
    postgres: { postgresql.conf: ${settings} }
    patroni: { dynamicConfig: { postgresql: { pg_hba: [hostssl all all all md5] } } }
`;

const config = (settings = "{}", metadata = "") => `---
apiVersion: stackgres.io/v1
kind: SGPostgresConfig
metadata: { name: orders-conf${metadata} }
spec:
  postgresVersion: "17"
  postgresql.conf: ${settings}
`;

/** The findings of the first of some files of a folder. */
async function shown(files: Files) {
  const all = Object.entries(files).map(([name, text]) => [`/repo/${name}`, text] as const);
  const open = openFiles(Object.fromEntries(all));
  const [[path, text] = ["", ""]] = all;
  open.service.open(new SourceDocument(`file://${path}`, "yaml", 1, String(text)));
  const lines = String(text).split("\n");
  return (await open.findings(path)).map(
    ({ line, span, rule }) => `${lines[line]?.slice(span.start, span.end)}: ${rule}`,
  );
}

const withoutTls = ["hostssl: hba-hostssl-without-ssl"];

test.each<[string, Files, readonly string[]]>([
  ["that is not there", { "a.yaml": configured() }, []],
  ["in the same file", { "a.yaml": configured() + config() }, withoutTls],
  ["in another file", { "a.yaml": configured(), "b.yaml": config() }, withoutTls],
  ["of another namespace", { "a.yaml": configured(), "b.yaml": config("{}", ", namespace: b") }, []],
  ["that is there twice", { "a.yaml": configured(), "b.yaml": config() + config() }, []],
  ["with TLS", { "a.yaml": configured() + config("{ ssl: 'on' }") }, []],
  ["with TLS, in another file", { "a.yaml": configured(), "b.yaml": config("{ ssl: 'on' }") }, []],
  [
    "without TLS for a cluster with TLS",
    { "a.yaml": configured("{}", "{ ssl: { enabled: true } }") + config() },
    [],
  ],
  [
    "whose setting the cluster overrides",
    { "a.yaml": configured("{ ssl: 'on' }") + config("{ ssl: 'off' }") },
    [],
  ],
  [
    "that the cluster overrides with no TLS",
    { "a.yaml": configured("{ ssl: 'off' }"), "b.yaml": config("{ ssl: 'on' }") },
    withoutTls,
  ],
  ["with a wrong value", { "a.yaml": configured() + config("{ ssl: 'om' }") }, ["om: conf-boolean-invalid"]],
  [
    "with a fixed setting",
    { "a.yaml": configured() + config("{ ssl: 'on', port: '1' }") },
    ["port: embedded-setting-fixed"],
  ],
  [
    "with a version that lacks a setting of the cluster's",
    {
      "a.yaml": configured("{ ssl_groups: X25519 }", "{ version: latest }"),
      "b.yaml": config("{ ssl: 'on' }"),
    },
    ["ssl_groups: conf-setting-unknown"],
  ],
])("an SGPostgresConfig %s", async (_, files, expected) => {
  expect(await shown(files)).toEqual(expected);
});

test("the shards of a cluster may have other configurations", async () => {
  const shards = `apiVersion: stackgres.io/v1
kind: SGShardedCluster
metadata: { name: orders }
spec:
  shards:
    configurations:
      sgPostgresConfig: orders-conf
      patroni: { dynamicConfig: { postgresql: { pg_hba: [hostssl all all all md5] } } }
`;
  expect(await shown({ "a.yaml": shards + config() })).toEqual([]);
});
