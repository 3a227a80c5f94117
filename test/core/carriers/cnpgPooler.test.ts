import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const pooler = (lines: string, image = "") => `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
spec:
  cluster:
    name: orders${image && `\n  template:\n    spec:\n      containers:\n        - name: pgbouncer\n          image: ${image}`}
  pgbouncer:
    ${lines.replaceAll("\n", "\n    ")}`;
const records = (...items: readonly string[]) => `pg_hba:\n${items.map((item) => `  - ${item}`).join("\n")}`;
const tls = "hostssl all all 10.0.0.0/8 scram-sha-256";
const required = "parameters:\n  client_tls_sslmode: require\n";
const gap = "pg_hba: embedded-tls-incomplete";

test.each([
  [records(tls), [gap]],
  [`parameters:\n  client_tls_sslmode: allow\n${records(tls)}`, [gap]],
  [required + records(tls), []],
  [records(tls, "hostnossl all all all reject"), []],
  [records(tls, "host all all 0.0.0.0/0 reject"), []],
  [records("host all all 10.0.0.0/8 md5"), []],
  [`parameters:\n  auth_type: md5\n${records("host all all 10.0.0.0/8 md5")}`, ["pg_hba: embedded-ignored"]],
  [required + records("hostssl all +staff all md5"), ["+staff: embedded-pooler-record"]],
  [required + records("'hostssl all all samenet md5'"), ["samenet: embedded-pooler-record"]],
  [required + records("hostssl all all all gss"), ["gss: embedded-pooler-record"]],
  [
    required + records("hostssl all all all cert clientcert=verify-full"),
    ["clientcert=verify-full: embedded-pooler-record"],
  ],
  [required + records("hostssl all all fe80:: md5"), ["hostssl all all fe80:: md5: embedded-entry-type"]],
  ["pg_hba: |\n  hostssl all all all md5", ["pg_hba: embedded-list-text"]],
  ["parameters:\n  client_tls_ca_file: /ca", ["client_tls_ca_file: embedded-setting-fixed"]],
  ["parameters:\n  client_tls_sslmode: verify_full", ["verify_full: embedded-tls-incomplete"]],
  ["parameters:\n  server_tls_sslmode: require", ["require: embedded-tls-incomplete"]],
  ["parameters:\n  server_tls_sslmode: verify-full\n  default_pool_size: '20'", []],
])("a pooler: %s", async (lines, expected) => {
  expect(await openManifest(pooler(lines)).shown()).toEqual(expected);
  const ofEdb = pooler(lines).replace("postgresql.cnpg.io", "postgresql.k8s.enterprisedb.io");
  expect(await openManifest(ofEdb).shown()).toEqual(expected);
});

test("the release in the image counts", async () => {
  const lines = required + records("hostssl all all all scram-sha-256");
  const old = pooler(lines, "ghcr.io/cloudnative-pg/pgbouncer:1.18.0");
  expect(await openManifest(old).shown()).toEqual(["all: embedded-pooler-record"]);
  expect(await openManifest(old.replace("1.18.0", "1.24.1-25")).shown()).toEqual([]);
});
