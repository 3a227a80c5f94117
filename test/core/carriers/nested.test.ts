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

const patroni = `postgresql:
  pg_hba:
    - hostss all all all md5`;

test.each([
  ["a ConfigMap", `kind: ConfigMap\ndata:\n  patroni.yml: |\n    ${indented(patroni, 4)}`],
  [
    "the environment of a container",
    `kind: StatefulSet\nspec:\n  template:\n    spec:\n      containers:\n        - name: db\n          env:\n            - name: SPILO_CONFIGURATION\n              value: |\n                ${indented(patroni, 16)}`,
  ],
  [
    "the environment of a service",
    `services:\n  db:\n    image: ghcr.io/zalando/spilo-16\n    environment:\n      SPILO_CONFIGURATION: |\n        ${indented(patroni, 8)}`,
  ],
  ["values of Timescale's chart", `patroni:\n  ${indented(patroni, 2)}`],
])("Patroni's configuration in %s", async (_, text) => {
  const open = openManifest(text);
  expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
  expect(await open.fixed(/Change to hostssl/)).toBe(open.text.replace("hostss ", "hostssl "));
});

test("values of a program that uses PostgreSQL are no configuration of Patroni", async () => {
  const text = `kind: ConfigMap\ndata:\n  patroni.yml: |\n    postgresql:\n      host: db\n      parameters_of_ours: 1`;
  expect(await openManifest(text).shown()).toEqual([]);
});

const inService = (variables: Readonly<Record<string, string>>, image = "ghcr.io/zalando/spilo-16") =>
  `services:\n  db:\n    image: ${image}\n    environment:\n${Object.entries(variables)
    .map(([name, text]) => `      ${name}: |\n        ${indented(text, 8)}`)
    .join("\n")}`;

/** Compared with Spilo's own configure_spilo.py. */
test.each([
  ["bootstrap:\n  pg_hba:\n    - local all all peer", ["pg_hba: embedded-ignored"]],
  [
    "bootstrap:\n  dcs:\n    postgresql:\n      pg_hba:\n        - hosst all\npostgresql:\n  listen: '*'",
    ["pg_hba: embedded-ignored"],
  ],
  [
    "bootstrap:\n  pg_hba:\n    - local all all peer\npostgresql:\n  pg_hba:\n    # - hosst all",
    ["pg_hba: embedded-ignored"],
  ],
  ["bootstrap:\n  pg_hba:\n    - hosst all\npostgresql:\n  pg_hba: []", ["hosst: hba-type-unknown"]],
  ["bootstrap:\n  pg_hba:", ["pg_hba: embedded-refused"]],
  ["bootstrap:\n  pg_hba: local all all peer", ["pg_hba: embedded-refused"]],
  ["bootstrap:\n  pg_hba:\n    - 5", ["pg_hba: embedded-ignored", "5: embedded-refused"]],
  ["bootstrap:\n  pg_hba:\n    - host replication all all md5\n    - 5", ["pg_hba: embedded-ignored"]],
  ["postgresql:", ["postgresql: embedded-refused"]],
  ["postgresql: [a]", ["postgresql: embedded-refused"]],
  ["postgresql:\n  parameters:", ["parameters: embedded-refused"]],
  ["postgresql:\n  parameters: ssl", ["parameters: embedded-refused"]],
  ["postgresql:\n  parameters: []", ["parameters: embedded-refused"]],
  ["- postgresql", ["- postgresql: embedded-refused"]],
  ["postgresql", ["postgresql: embedded-refused"]],
  ["# nothing", []],
  [
    "bootstrap:\n  dcs:\n    postgresql:\n      parameters:\n        ssl: off",
    ["parameters: embedded-read-once", "ssl: embedded-ignored"],
  ],
  [
    "bootstrap:\n  dcs:\n    postgresql:\n      parameters:\n        ssl: off\npostgresql:\n  parameters:\n    ssl: on",
    ["parameters: embedded-read-once"],
  ],
])("Spilo fills in its own where the variable has nothing: %s", async (text, expected) => {
  expect(await openManifest(inService({ SPILO_CONFIGURATION: text })).shown()).toEqual(expected);
  expect(await openManifest(inService({ PATRONI_CONFIGURATION: text })).shown()).toEqual(expected);
});

test("Spilo's variable hides Patroni's, even where it is empty", async () => {
  for (const own of ["", patroni.replace("hostss", "hostssl")]) {
    const text = inService({ SPILO_CONFIGURATION: own, PATRONI_CONFIGURATION: patroni }, "ours");
    expect(await openManifest(text).shown()).toEqual(["postgresql: embedded-ignored"]);
  }
});

test("Patroni's variable in another image is Patroni's alone", async () => {
  const text = "bootstrap:\n  pg_hba:\n    - hosst all\npostgresql:\n  listen: '*'";
  const open = openManifest(inService({ PATRONI_CONFIGURATION: text }, "ours"));
  expect(await open.shown()).toEqual(["hosst: hba-type-unknown"]);
});

test("what Spilo refuses is in its name", async () => {
  const open = openManifest(inService({ SPILO_CONFIGURATION: "postgresql:" }));
  const [found] = await open.findings();
  expect(found?.message).toBe("Spilo refuses the manifest: postgresql must be a map.");
});

test("a text of Patroni's in a resource of a list is read as in the resource alone", async () => {
  const file = "|\n        scope: a\n        postgresql:\n          pg_hba: [host all all 10.0.0.0 md5]";
  const text = `kind: List\nitems:\n  - kind: ConfigMap\n    data:\n      patroni.yml: ${file}\n`;
  expect(await openManifest(text).shown()).toEqual(["10.0.0.0: hba-mask-missing"]);
});
