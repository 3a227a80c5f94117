import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const manifest = (...items: readonly string[]) => `
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-orders
spec:
  postgresql:
    version: "17"
    parameters:
      ssl_min_protocol_version: TLSv1.4
  patroni:
    pg_hba:
${items.map((item) => `      - ${item}`).join("\n")}
`;

const standby = "hostssl replication standby all scram-sha-256";
const protocol = "TLSv1.4: conf-choice-invalid";

test("a list that replaces that of Spilo needs a record for the standbys, which a fix adds", async () => {
  const open = openManifest(manifest("local all all trust", "hostssl all all all scram-sha-256"));
  expect(await open.shown()).toEqual([protocol, "pg_hba: embedded-defaults-lost"]);
  const fixed = await open.fixed(/standby/);
  expect(fixed).toContain(
    "\n      - hostssl all all all scram-sha-256\n      - hostssl replication standby all md5\n",
  );
  expect(await openManifest(fixed ?? "").shown()).toEqual([protocol]);
});

test.each([
  ["host all all 0.0.0.0/0 scram-sha-256"],
  ["host all all 0.0.0.0/0 scram-sha-256", "hostnossl all all all reject"],
])("a record of type host lets in whom Spilo's list refuses: %s", async (...items) => {
  const [, lost] = await openManifest(manifest(standby, ...items)).findings();
  expect(lost?.message).toBe(
    "Your list replaces that of Spilo, and now clients without TLS get in; add hostnossl all all all reject above host.",
  );
});

test.each([
  ["host all all 127.0.0.1/32 scram-sha-256"],
  ["hostnossl all all all reject", "host all all 0.0.0.0/0 scram-sha-256"],
  ["host all all 0.0.0.0/0 reject"],
])("nothing is lost by %s", async (...items) => {
  expect(
    (await openManifest(manifest(standby, ...items)).shown()).filter((found) => /lost/.test(found)),
  ).toEqual([]);
});

test("the records of Spilo itself are no business of the user's", async () => {
  const text = manifest().replace(/ {2}patroni:[\s\S]*/, "");
  expect(await openManifest(text).shown()).toEqual([protocol]);
});

test("a message names the manifest's settings, and no other place, where one of them decides", async () => {
  const text = manifest(standby, "hostssl all all all scram-sha-256");
  const found = await openManifest(
    text.replace("ssl_min_protocol_version: TLSv1.4", 'ssl: "off"'),
  ).findings();
  expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toContain(
    "hba-hostssl-without-ssl: The line never matches, as ssl is off in the settings of this document; set ssl = on there.",
  );
});

test("ALLOW_NOSSL lets clients in without TLS, so that nothing is lost", async () => {
  const env = '  env:\n    - name: ALLOW_NOSSL\n      value: "true"\n  patroni:';
  const text = manifest(standby, "host all all all scram-sha-256");
  expect(await openManifest(text.replace("  patroni:", env)).shown()).toEqual([protocol]);
  const open = openManifest(manifest().replace(/ {2}patroni:[\s\S]*/, env.replace(/\n {2}patroni:/, "")));
  const client = {
    type: "plain",
    user: "a",
    database: "a",
    address: "10.0.0.1",
    replication: false,
  } as const;
  expect(await open.service.explain(open.uri, client)).toMatchObject({
    reason: expect.stringMatching(/password|md5/),
  });
  const strict = openManifest(open.text.replace('"true"', '""'));
  expect(await strict.service.explain(strict.uri, client)).toMatchObject({
    reason: expect.stringMatching(/reject/),
  });
});

test.each([
  ["{ secretName: a }", ["tls: embedded-group-unset"]],
  ["{ caFile: ca.crt }", ["tls: embedded-refused"]],
  ['{ secretName: "", caFile: "" }', []],
  ["{ secretName: a, caSecretName: b }\n  spiloFSGroup: 103", ["caSecretName: embedded-secret-incomplete"]],
  ["{ secretName: a, caSecretName: b, caFile: ca.crt }\n  spiloFSGroup: 103", []],
])("tls: %s", async (tls, shown) => {
  const text = manifest(standby, "hostssl all all all md5").replace("spec:\n", `spec:\n  tls: ${tls}\n`);
  expect(await openManifest(text).shown()).toEqual([...shown, protocol]);
});

test.each([
  ["archive_command: |\n        true", ["archive_command: embedded-line-break"]],
  ['wal_keep_segments: "8"', []],
])("a setting that Patroni writes: %s", async (setting, shown) => {
  const text = manifest(standby, "hostssl all all all md5");
  expect(await openManifest(text.replace(/ssl_min.*/, setting)).shown()).toEqual(shown);
});

test("what is wrong with the image's own records is nothing to report in a manifest", async () => {
  const open = openManifest(`
apiVersion: acid.zalan.do/v1
kind: postgresql
spec:
  postgresql:
    version: "18"
    parameters: { sssl: "on" }
`);
  expect(await open.shown()).toEqual(["sssl: conf-setting-unknown"]);
});

const resource = `apiVersion: acid.zalan.do/v1
kind: OperatorConfiguration
metadata: { name: operator }
configuration:
  users: { replication_username: follower }
  kubernetes:
    spilo_fsgroup: 103
    pod_environment_configmap: default/pods`;
const configMap = `apiVersion: v1
kind: ConfigMap
metadata: { name: postgres-operator }
data:
  replication_username: follower
  spilo_fsgroup: "103"
  pod_environment_configmap: pods`;
const pods = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: pods }\ndata:\n  ALLOW_NOSSL: 'true'";

describe.each([
  ["a resource", resource],
  ["a ConfigMap", configMap],
])("the operator's configuration in the same file: %s", (_, operator) => {
  const tls = manifest("host all all all md5").replace("spec:\n", "spec:\n  tls: { secretName: a }\n").trim();
  const lost = "pg_hba: embedded-defaults-lost";

  test("gives the group, and the role of the standbys", async () => {
    const open = openManifest(`${tls}\n---\n${operator}`);
    expect(await open.shown()).toEqual([protocol, lost, lost]);
    expect(await open.fixed(/Add/)).toContain("- hostssl replication follower all md5");
    const filled = openManifest(
      open.text.replace("replication_username: follower", "replication_username: '$ROLE'"),
    );
    expect(await filled.fixed(/Add/)).toContain("- hostssl replication standby all md5");
  });

  test("gives all pods variables, which a manifest may give otherwise", async () => {
    const all = `${operator}\n---\n${pods}\n---\n${tls}`;
    expect(await openManifest(all).shown()).toEqual([protocol, lost]);
    const env = 'spec:\n  env: [{ name: ALLOW_NOSSL, value: "" }]\n';
    expect(await openManifest(all.replace("spec:\n", env)).shown()).toEqual([protocol, lost, lost]);
  });
});

test("two configurations of the operator in one file may be of two operators", async () => {
  const text = manifest(standby, "hostssl all all all md5").replace(
    "spec:\n",
    "spec:\n  tls: { secretName: a }\n",
  );
  expect(await openManifest(`${text}---\n${resource}\n---\n${configMap}`).shown()).toEqual([
    "tls: embedded-group-unset",
    protocol,
  ]);
});

test("of a record that is below hostssl and admits without TLS there is one finding", async () => {
  const text = manifest(standby, "hostssl all all all md5", "host all all 0.0.0.0/0 md5");
  expect(await openManifest(text).shown()).toEqual([
    protocol,
    "host: hba-cleartext-gap",
    "0.0.0.0/0: hba-ipv6-missing",
  ]);
});
