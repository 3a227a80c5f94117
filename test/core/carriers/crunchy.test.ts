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
    "ssl_min_protocol_version: embedded-setting-fixed",
    "ssl_groups: conf-setting-unknown",
    "hba_file: embedded-setting-fixed",
  ]);
});
