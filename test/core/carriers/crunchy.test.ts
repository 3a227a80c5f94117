import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const crunchy = `
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
spec:
  postgresVersion: 17
`;
const percona = `
apiVersion: pgv2.percona.com/v2
kind: PerconaPGCluster
spec:
  postgresVersion: 17
`;

describe.each([
  ["Crunchy", crunchy],
  ["Percona", percona],
])("%s", (_, head) => {
  test("records of Patroni's section", async () => {
    const open = openManifest(`${head}
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
          - hostssl all all 10.0.0.0/8 scram
          - host all all all scram-sha-256
        parameters:
          ssl_min_protocol_version: TLSv9
          ssl_cert_file: /x
          pg_hba: x
          work_mem: 64MB
`);
    expect(await open.shown()).toEqual([
      "scram: hba-method-unknown",
      "TLSv9: conf-choice-invalid",
      "ssl_cert_file: embedded-setting-fixed",
      "pg_hba: embedded-setting-misplaced",
    ]);
  });

  test("what Patroni leaves out does not keep the server from starting", async () => {
    const open = openManifest(`${head}
  patroni:
    dynamicConfiguration:
      postgresql:
        parameters:
          ssl_min_protocol_version: TLSv9
`);
    const [found] = await open.findings();
    expect(found).toMatchObject({ severity: "warning", serverEffect: null });
    expect(found?.detail).toContain("Patroni leaves out a setting that it knows to be wrong");
  });

  test("records of spec.authentication, structured and as text, come first", async () => {
    const open = openManifest(`${head}
  authentication:
    rules:
      - connection: hostssl
        databases: [orders, "a b"]
        users: [orders_app]
        method: scram
        options: { clientcert: verify-full }
      - hba: hostssl all all all scram-sha-256
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
          - hostssl all all 10.0.0.0/8 md5
`);
    expect(await open.shown()).toEqual([
      "scram: hba-method-unknown",
      ...(head === percona ? ["hba: embedded-refused"] : []),
      "hostssl all all 10.0.0.0/8 md5: hba-rule-unreachable",
    ]);
  });
});

test("settings that the schema refuses", async () => {
  const open = openManifest(`${crunchy}
  config:
    parameters:
      ssl_min_protocol_version: TLSv1.3
      ssl_groups: X25519
      hba_file: /x
`);
  expect(await open.shown()).toEqual([
    "ssl_min_protocol_version: embedded-refused",
    "ssl_groups: conf-setting-unknown",
    "hba_file: embedded-setting-fixed",
  ]);
  expect((await open.findings())[0]?.message).toBe(
    "The operator refuses the manifest: give ssl_min_protocol_version in patroni.dynamicConfiguration.",
  );
});

const client = { user: "a", database: "a", address: "10.1.2.3", replication: false } as const;

test.each([
  ["Crunchy", crunchy, "scram-sha-256"],
  ["Percona", percona, "scram-sha-256"],
  ["Percona before 2.9", `${percona}  crVersion: 2.8.2\n`, "md5"],
  ["Percona since 2.9", `${percona}  crVersion: 2.10.0\n`, "scram-sha-256"],
])("%s lets clients in with TLS and a password where the manifest has no record", async (_, head, method) => {
  const open = openManifest(head);
  const found = await open.service.explain(open.uri, { ...client, type: "ssl" });
  expect(found).toMatchObject({ reason: expect.stringContaining(method) });
  expect(await open.service.explain(open.uri, { ...client, type: "plain" })).toMatchObject({
    admitted: false,
  });
});

test("rules with fields", async () => {
  const open = openManifest(`${crunchy}
  authentication:
    rules:
      - { connection: hostssl, method: trust }
      - { connection: hostssl }
      - { method: peer }
      - { hba: hostssl all all all md5, method: md5 }
      - hba: include x.conf
      - { connection: local, method: peer }
      - { connection: hostssl, method: password, users: [b] }
`);
  const found = (await open.findings()).filter(({ rule }) => rule === "embedded-refused");
  expect(found.map(({ message, line }) => `${line}: ${message.replace(/^.*: /, "")}`)).toEqual([
    "7: trust is allowed in hba alone.",
    "8: a rule with a connection needs a method.",
    "9: a rule with a method needs a connection.",
    "10: hba goes with no other field of a rule.",
    "11: a rule cannot include files.",
  ]);
});

test("rules of Percona, whose schema is another", async () => {
  const open = openManifest(`${percona}
  config:
    parameters: { jit: off, ssl_min_protocol_version: TLSv9 }
  authentication:
    rules:
      - { hba: hostssl all all all md5 }
      - { hba: hostssl all bob all scram, connection: host, method: trust }
      - { connection: local, method: trust, users: [alice] }
      - { connection: hostssl }
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
          - include other.conf
`);
  const found = (await open.findings()).filter(({ rule }) => /^embedded/.test(rule));
  expect(found.map(({ message, line }) => `${line}: ${message}`)).toEqual([
    "6: The operator ignores this, since it reads no config.parameters; move it to where it counts, or remove it.",
    "9: The operator refuses the manifest: a rule needs a connection and a method also beside hba.",
    "12: The operator refuses the manifest: a rule with a connection needs a method.",
  ]);
  expect(await open.shown()).toContain("scram: hba-method-unknown");
});

test("what the operator takes of each map", async () => {
  const open = openManifest(`${crunchy}
  config:
    parameters: { jit: off, max_connections: 100, wal_log_hints: "on" }
  patroni:
    dynamicConfiguration:
      postgresql:
        parameters: { jit: off, max_connections: 100, listen_addresses: x }
        pg_ident:
          - orders alice
        pg_hba:
          - include other.conf
          - hostssl all all all scram-sha-256
`);
  expect(await open.shown()).toEqual([
    "off: embedded-entry-type",
    "wal_log_hints: embedded-setting-fixed",
    "listen_addresses: embedded-setting-fixed",
    "alice: ident-column-missing",
    "include other.conf: embedded-ignored",
  ]);
});

test.each([
  ["customTLSSecret: { name: a }", ["customTLSSecret"]],
  ["customTLSSecret: { name: a }\n  customReplicationTLSSecret: { name: b }", []],
  [
    "customTLSSecret: { name: a, items: [{ key: c, path: tls.crt }, { key: k, path: tls.key }] }\n  customReplicationTLSSecret: { name: b }",
    ["customTLSSecret"],
  ],
])("secrets: %s", async (secrets, shown) => {
  const found = await openManifest(`${crunchy}  ${secrets}`).shown();
  expect(found).toEqual(shown.map((name) => `${name}: embedded-secret-incomplete`));
  const own = `${percona}  secrets:\n    ${secrets.replaceAll("\n", "\n  ")}`;
  expect(await openManifest(own).shown()).toEqual(found);
  expect(await openManifest(`${own}\n    customRootCATLSSecret: { name: c }`).shown()).toEqual([]);
});

test("the operator writes an address behind a rule for local connections, so that the server refuses the file", async () => {
  const rules = "authentication:\n    rules:\n      - { connection: local, method: peer }";
  expect(await openManifest(`${crunchy}\n  ${rules}`).shown()).toEqual([
    "local, method: peer: hba-columns-shifted",
  ]);
});

test("records for plain connections are reported beside tlsOnly", async () => {
  const manifest = (isTlsOnly: boolean) => `apiVersion: pgv2.percona.com/v2
kind: PerconaPGCluster
spec:
  tlsOnly: ${isTlsOnly}
  authentication:
    rules:
      - { connection: host, method: scram-sha-256, users: [a] }
      - { connection: host, method: reject, users: [b] }
      - hba: host all c 10.0.0.0/8 scram-sha-256
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
          - host all d 127.0.0.1/32 scram-sha-256
          - host all e 10.0.0.0/8 scram-sha-256
          - hostssl all f 10.0.0.0/8 scram-sha-256`;
  const ofTls = (found: readonly string[]) => found.filter((one) => one.endsWith("embedded-tls-incomplete"));
  expect(ofTls(await openManifest(manifest(true)).shown())).toEqual([
    "host: embedded-tls-incomplete",
    "host all c 10.0.0.0/8 scram-sha-256: embedded-tls-incomplete",
    "host all e 10.0.0.0/8 scram-sha-256: embedded-tls-incomplete",
  ]);
  expect(ofTls(await openManifest(manifest(false)).shown())).toEqual([]);
});
