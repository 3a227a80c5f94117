import { expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { openManifest } from "../../support/embedded.ts";

const wrong = "ssl_min_protocol_version=TLSv1.9";
const found = ["TLSv1.9: conf-choice-invalid"];

/** A pod with a container. */
const pod = (lines: string, image = "postgres:16") => `
apiVersion: v1
kind: Pod
metadata:
  name: orders
spec:
  containers:
    - name: db
      image: ${image}
${lines.replace(/^/gm, "      ")}
`;

test.each([
  [`args: [-c, ${wrong}]`, found],
  [`args: ["-c", "${wrong}"]`, found],
  [`args:\n  - -c${wrong}`, found],
  [`args: [--ssl-min-protocol-version=TLSv1.9]`, found],
  [`command: [postgres]\nargs: [-c, ${wrong}]`, found],
  [`command: [docker-entrypoint.sh, postgres, -c, ${wrong}]`, found],
  [`command: [sh, -c]\nargs: ["exec docker-entrypoint.sh postgres -c ${wrong}"]`, found],
  [
    `command:\n  - bash\n  - -c\n  - |\n    umask 077\n    exec docker-entrypoint.sh postgres -c ${wrong}`,
    found,
  ],
  [`command: [bash, -c, "exec docker-entrypoint.sh \\"$@\\"", --, -c, ${wrong}]`, found],
  [`command: [pg_dump]\nargs: [-c, ${wrong}]`, []],
  [`args: [-c, sssl=on]`, ["sssl: conf-setting-unknown"]],
  [`args: [-c, 'ssl_min_protocol_version=$(TLS)']`, []],
  [
    `args: [-c, 'ssl_min_protocol_version=$(TLS)']\nenv: [{ name: TLS, value: TLSv1.9 }]`,
    ["$(TLS): conf-choice-invalid"],
  ],
  [
    `args: [-c, 'ssl_min_protocol_version=$(TLS)']\nenv: [{ name: TLS, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]`,
    [],
  ],
  ["env: [{ name: POSTGRES_HOST_AUTH_METHOD, value: scram-sha-25 }]", ["scram-sha-25: hba-method-unknown"]],
  ["env: [{ name: POSTGRES_HOST_AUTH_METHOD, value: trust }]", ["trust: hba-trust-remote"]],
  ["env:\n  - name: POSTGRES_HOST_AUTH_METHOD\n    valueFrom: { secretKeyRef: { name: a, key: b } }", []],
  ["env: [{ name: POSTGRES_PASSWORD, value: x }]", []],
  ["args: [-c, config_file=/etc/postgresql.conf]", []],
])("found in a container: %s", async (lines, expected) => {
  expect(await openManifest(pod(lines)).shown()).toEqual(expected);
});

const deployment = (kind: string) => `
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: metrics
          image: quay.io/prometheuscommunity/postgres-exporter:v0.15.0
          args: [--ssl=maybe, --config.file=/etc/a]
        - name: db
          image: docker.io/library/postgres:15.4-alpine
          args: [-c, ${wrong}]
`;

test.each(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"])(
  "found in a %s, and beside others",
  async (kind) => {
    expect(await openManifest(deployment(kind)).shown()).toEqual(found);
    const list = `kind: List\nitems:\n  - ${deployment(kind).trim().replaceAll("\n", "\n    ")}`;
    expect(await openManifest(list).shown()).toEqual(found);
  },
);

test.each(["Job", "CronJob"])("nothing in a %s, whose container is a client", async (kind) => {
  expect(await openManifest(deployment(kind)).shown()).toEqual([]);
});

test("the same in JSON", async () => {
  const spec = { containers: [{ name: "db", image: "postgres:16", args: ["-c", wrong] }] };
  const text = JSON.stringify({ apiVersion: "v1", kind: "Pod", spec }, null, 2);
  expect(await openManifest(text, {}, "json").shown()).toEqual(found);
});

test.each([
  ["postgres:16", [16, 999]],
  ["postgres:16-alpine", [16, 70]],
  ["registry.example.com/mirror/postgres:14", [14, undefined]],
  ["bitnami/postgresql:17.2.0-debian-12-r1", [17, 1001]],
  ["postgis/postgis:15-3.4", [15, 999]],
  ["postgres", [undefined, 999]],
  ["postgres@sha256:0000", [undefined, 999]],
  ["mysql:8", undefined],
  ["postgres-operator:v1.14", undefined],
])("version and user of the image %s", async (image, expected) => {
  const [one] = await embed(pod("args: [-c, ssl=on]", image), "yaml");
  expect(one && [one.version?.value, one.serverUser]).toEqual(expected);
});

test.each([
  ["securityContext: { runAsUser: 1000 }", 1000],
  ["securityContext: { runAsUser: 0 }", 999],
  ["securityContext: { runAsNonRoot: true }", 999],
])("the server's user with %s", async (lines, user) => {
  const [one] = await embed(pod(`args: [-c, ssl=on]\n${lines}`), "yaml");
  expect(one?.serverUser).toBe(user);
  const [ofPod] = await embed(`${pod("args: [-c, ssl=on]")}${lines.replace(/^/gm, "  ")}\n`, "yaml");
  expect(ofPod?.serverUser).toBe(user);
});

const variables = (kind: string, lines: string) => `
---
apiVersion: v1
kind: ${kind}
metadata:
  name: orders
${lines.replace(/^/gm, "  ")}
`;
const bad = "POSTGRES_HOST_AUTH_METHOD: scram-sha-25";
const of = (kind: string, lines: string) => variables(kind, lines).replace(/^ {2}(?=data|stringData)/gm, "");

test.each<[string, string, string[]]>([
  [
    "envFrom: [{ configMapRef: { name: orders } }]",
    of("ConfigMap", `data:\n  ${bad}`),
    ["scram-sha-25: hba-method-unknown"],
  ],
  ["envFrom: [{ configMapRef: { name: other } }]", of("ConfigMap", `data:\n  ${bad}`), []],
  [
    "envFrom: [{ prefix: POSTGRES_, configMapRef: { name: orders } }]",
    of("ConfigMap", `data:\n  ${bad.slice(9)}`),
    ["scram-sha-25: hba-method-unknown"],
  ],
  ["envFrom: [{ secretRef: { name: orders } }]", of("Secret", `stringData:\n  ${bad}`), []],
  [
    "env:\n  - name: POSTGRES_HOST_AUTH_METHOD\n    valueFrom: { configMapKeyRef: { name: orders, key: METHOD } }",
    of("ConfigMap", "data:\n  METHOD: scram-sha-25"),
    ["scram-sha-25: hba-method-unknown"],
  ],
])("variables of a map: %s", async (lines, map, expected) => {
  expect(await openManifest(pod(lines) + map).shown()).toEqual(expected);
});

test("what another source of variables may give is unknown", async () => {
  const cluster = async (lines: string) => (await embed(pod(`args: [-c, ssl=on]\n${lines}`), "yaml"))[0];
  expect((await cluster(""))?.knowsSettings).toBe(true);
  expect((await cluster("envFrom: [{ secretRef: { name: other } }]"))?.knowsSettings).toBe(false);
  expect((await cluster("command: [postgres]"))?.knowsSettings).toBe(false);
  const mounts = "volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]";
  const prepared = (name: string) =>
    `${pod(`args: [-c, ssl=on]\n${mounts}`)}  initContainers: [{ ${mounts.replace("data", name)} }]\n`;
  expect((await embed(prepared("other"), "yaml"))[0]?.knowsSettings).toBe(true);
  expect((await embed(prepared("data"), "yaml"))[0]?.knowsSettings).toBe(false);
});

test.each<[string, boolean]>([
  ["command: [chown, -R, '999:999', /var/lib/postgresql/data]", true],
  ['command: [sh, -c, "set -e; chown -R 999:999 \\"$PGDATA\\" && chmod 0700 /data || true"]', true],
  [
    "command: [/bin/sh, -c]\n      args:\n        - |\n          # owner\n          mkdir -p /data\n          chmod 700 /data",
    true,
  ],
  ["command: [sh, -c, 'chown -R 999 /data; cp /conf/* /data']", false],
  ["command: [sh, -c, 'chmod 700 /data; echo ssl=off > /data/postgresql.auto.conf']", false],
  ["command: [sh, -c, 'chmod $(cat /mode) /data']", false],
  ["command: [chown-and-init]", false],
  ["command: [sh, /prepare.sh]", false],
  ["args: [chown, '999', /data]", false],
])("a container before the server with %s keeps what the volume has: %s", async (lines, expected) => {
  const mounts = "volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]";
  const text = `${pod(`args: [-c, ssl=on]\n${mounts}`)}  initContainers:\n    - image: busybox\n      ${mounts}\n      ${lines}\n`;
  expect((await embed(text, "yaml"))[0]?.knowsSettings).toBe(expected);
});

test.each([
  ["{{ .Values.image }}", found],
  ["{{ .Values.image.repository }}:{{ .Values.image.tag }}", found],
  ["postgres:{{ .Values.tag }}", found],
  ["mysql:{{ .Values.tag }}", []],
])("in a chart with the image %s", async (image, expected) => {
  const args = `args:\n  - -c\n  - ${wrong}\n  - -c\n  - ssl_max_protocol_version={{ .Values.max }}\n{{- range .Values.more }}\n  - -c\n  - {{ . }}\n{{- end }}`;
  expect(await openManifest(pod(args, `"${image}"`)).shown()).toEqual(expected);
  expect(await openManifest(pod("args: [--port=maybe, --ssl=2]", `"${image}"`)).shown()).toEqual(
    image.startsWith("postgres") ? ["maybe: conf-number-invalid", "2: conf-boolean-invalid"] : [],
  );
});

test("a patch has no image", async () => {
  const patch = pod(`args: [-c, ${wrong}]`).replace(/\n +image: .*/, "");
  expect(await openManifest(patch).shown()).toEqual(found);
  const kustomization = `kind: Kustomization\npatches:\n  - patch: |-\n${patch.trim().replace(/^/gm, "      ")}\n`;
  expect(await openManifest(kustomization).shown()).toEqual(found);
});

test("a fix changes an argument", async () => {
  const open = openManifest(pod("args: [-c, ssl=on, -c, ssl_prefer_server_cipher=on]"));
  expect(await open.fixed(/ssl_prefer_server_ciphers/)).toContain(
    "      args: [-c, ssl=on, -c, ssl_prefer_server_ciphers=on]\n",
  );
});
