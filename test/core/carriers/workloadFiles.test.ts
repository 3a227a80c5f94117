import { beforeAll, expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { openManifest } from "../../support/embedded.ts";

let pem: CertificateFiles;
beforeAll(async () => {
  pem = await createCertificateFiles();
});

const indented = (text: string, depth: number) => text.trim().replace(/^/gm, " ".repeat(depth));

/** A StatefulSet with arguments, mounts, volumes and other lines of its pod. */
const server = (args: string, mounts: string, volumes: string, lines = "", image = "postgres:17") => `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: orders
spec:
  template:
    spec:
${indented(lines || "restartPolicy: Always", 6)}
      containers:
        - name: db
          image: ${image}
          args: [${args}]
          volumeMounts:
${indented(mounts, 12)}
      volumes:
${indented(volumes, 8)}
`;

/** A ConfigMap or Secret. */
const resource = (kind: string, name: string, data: Readonly<Record<string, string>>, field = "data") => `
---
apiVersion: v1
kind: ${kind}
metadata:
  name: ${name}
${field}:
${Object.entries(data)
  .map(([key, text]) => `  ${key}: |\n${indented(text, 4)}\n`)
  .join("")}`;

const hba = "local all all peer\nlocal all all scram-sha-25";
const wrong = ["scram-sha-25: hba-method-unknown"];
const folder = "- { name: config, mountPath: /etc/orders/ }";
const config = "- { name: config, configMap: { name: orders } }";

test.each<[string, string, string, string, string]>([
  ["a folder", "-c, hba_file=/etc/orders/access", folder, config, "access"],
  [
    "items",
    "-c, hba_file=/etc/orders/a",
    folder,
    "- { name: config, configMap: { name: orders, items: [{ key: access, path: a }] } }",
    "access",
  ],
  [
    "a part",
    "-c, hba_file=/access",
    "- { name: config, mountPath: /access, subPath: access }",
    config,
    "access",
  ],
  [
    "the data directory",
    "",
    "- { name: config, mountPath: /var/lib/postgresql/data/pg_hba.conf, subPath: pg_hba.conf }",
    config,
    "pg_hba.conf",
  ],
  [
    "a projected volume",
    "-c, hba_file=/etc/orders/access",
    folder,
    "- { name: config, projected: { sources: [{ configMap: { name: orders } }] } }",
    "access",
  ],
])("a text that the server reads as its pg_hba.conf: %s", async (_, args, mounts, volumes, key) => {
  const pod = server(args, mounts, volumes);
  expect(await openManifest(pod + resource("ConfigMap", "orders", { [key]: hba })).shown()).toEqual(wrong);
  expect(await openManifest(`${resource("ConfigMap", "orders", { [key]: hba })}---${pod}`).shown()).toEqual(
    wrong,
  );
});

test.each<[string, string]>([
  ["Secret", "stringData"],
  ["ConfigMap", "data"],
])("a text of a %s", async (kind, field) => {
  const volume = kind === "Secret" ? "- { name: config, secret: { secretName: orders } }" : config;
  const pod = server("-c, hba_file=/etc/orders/access", folder, volume);
  expect(await openManifest(pod + resource(kind, "orders", { access: hba }, field)).shown()).toEqual(wrong);
});

test("an encoded text", async () => {
  const pod = server(
    "-c, hba_file=/etc/orders/access",
    folder,
    "- { name: config, secret: { secretName: orders } }",
  );
  const encoded = Buffer.from(`${hba}\n`).toString("base64");
  const secret = `${resource("Secret", "orders", {})}  access: ${encoded}\n`;
  expect(await openManifest(pod + secret).shown()).toEqual([`${encoded}: hba-method-unknown`]);
});

test.each<[string, string, string]>([
  ["another name", resource("ConfigMap", "other", { access: hba }), ""],
  [
    "another namespace",
    resource("ConfigMap", "orders", { access: hba }).replace(
      "name: orders\n",
      "name: orders\n  namespace: b\n",
    ),
    "a",
  ],
  ["two of one name", resource("ConfigMap", "orders", { access: hba }).repeat(2), ""],
])("no text of %s", async (_, map, namespace) => {
  const pod = server("-c, hba_file=/etc/orders/access", folder, config);
  const text = pod.replace("name: orders\n", `name: orders\n  namespace: "${namespace}"\n`) + map;
  expect(await openManifest(text).shown()).toEqual([]);
});

test("arguments win over the file, and the image says the version", async () => {
  const conf = "ssl = off\nssl_min_protocol_version = TLSv1.9\nssl_groups = X25519";
  const pod = server(
    "-c, config_file=/etc/orders/postgresql.conf, -c, ssl_min_protocol_version=TLSv1.3",
    folder,
    config,
  );
  const text = pod + resource("ConfigMap", "orders", { "postgresql.conf": conf });
  const [one, ...others] = await embed(text, "yaml");
  expect(others).toEqual([]);
  expect([one?.version?.value, one?.knowsSettings]).toEqual([17, true]);
  expect(await openManifest(text).shown()).toContain("ssl_groups: conf-setting-unknown");
});

test("a text that the container does not read as a file of the server's is checked by itself", async () => {
  const pod = server("-c, ssl=off", folder, config);
  const text = pod + resource("ConfigMap", "orders", { "pg_hba.conf": hba });
  expect(await openManifest(text).shown()).toEqual(wrong);
});

test("scripts of the entry point may change what is not known", async () => {
  const knows = async (volumes: string, more = "") => {
    const mount = "- { name: config, mountPath: /docker-entrypoint-initdb.d }";
    return (await embed(server("-c, ssl=off", mount, volumes) + more, "yaml"))[0]?.knowsSettings;
  };
  expect(await knows(config)).toBe(false);
  expect(
    await knows(config, resource("ConfigMap", "orders", { "a.sql": "ALTER SYSTEM SET ssl = on;" })),
  ).toBe(false);
  expect(await knows(config, resource("ConfigMap", "orders", { "a.sql": "CREATE TABLE a (b int);" }))).toBe(
    true,
  );
});

const tls = "-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key";
const tlsMount = "- { name: tls, mountPath: /tls }";
const secret = (mode: string) =>
  `- name: tls\n  secret:\n    secretName: orders-tls\n${mode && `    defaultMode: ${mode}`}`;
const group = (lines: string) => `securityContext: { ${lines} }`;

test("the certificate and its key in a Secret of the same file", async () => {
  const pod = server(tls, tlsMount, secret("0640"), group("fsGroup: 999"));
  const found = async (data: Readonly<Record<string, string>>) =>
    await openManifest(pod + resource("Secret", "orders-tls", data, "stringData")).shown();
  expect(await found({ "tls.crt": pem.serverChain, "tls.key": pem.serverKey })).toEqual([
    "/tls/tls.crt: certificate-expires-soon",
  ]);
  expect(await found({ "tls.crt": pem.serverChain, "tls.key": pem.otherKey })).toContain(
    "/tls/tls.key: key-mismatch",
  );
  expect(await found({ "tls.crt": pem.serverChain })).toContain("orders-tls: embedded-secret-incomplete");
});

test.each<[mode: string, context: string, message: string | undefined]>([
  ["", "", "The key has mode 0644, which the server refuses; set defaultMode: 0640 and fsGroup: 999."],
  [
    "",
    "fsGroup: 999",
    "The key has mode 0644, which the server refuses; set defaultMode: 0640 and fsGroup: 999.",
  ],
  [
    "0644",
    "fsGroup: 999",
    "The key has mode 0644, which the server refuses; set defaultMode: 0640 and fsGroup: 999.",
  ],
  [
    "420",
    "fsGroup: 999",
    "The key has mode 0644, which the server refuses; set defaultMode: 0640 and fsGroup: 999.",
  ],
  [
    "400",
    "fsGroup: 999",
    "The key has mode 0620, which the server refuses; set defaultMode: 0640 and fsGroup: 999.",
  ],
  [
    "0660",
    "fsGroup: 999",
    "The key has mode 0660, which the server refuses; set defaultMode: 0640 and fsGroup: 999.",
  ],
  ["0600", "fsGroup: 999", undefined],
  ["0400", "fsGroup: 999", undefined],
  ["416", "fsGroup: 999", undefined],
  ["0o640", "fsGroup: 999", undefined],
  ["640", "fsGroup: 999", undefined],
  ["'0644'", "fsGroup: 999", undefined],
  ["0600", "", "Only root can read the key; set fsGroup: 999 in the pod's securityContext."],
  ["0640", "runAsUser: 999", "Only root can read the key; set fsGroup: 999 in the pod's securityContext."],
  ["0640", "runAsUser: 999, runAsGroup: 0", undefined],
  ["0640", "runAsUser: 1000", undefined],
  ["0640", "runAsUser: 1000, fsGroup: 1000", undefined],
  [
    "0640",
    "fsGroup: 2000",
    "Only root and group 2000 can read the key, and the entry point gives up both; set fsGroup: 999 in the pod's securityContext.",
  ],
  ["0640", "runAsUser: 999, fsGroup: 2000", undefined],
  ["0640", "supplementalGroups: [0]", undefined],
])("the key of a volume with defaultMode %s and { %s }", async (mode, context, message) => {
  const text = server(tls, tlsMount, secret(mode), context && group(context));
  const found = (await openManifest(text).findings()).filter(({ rule }) => rule === "embedded-key-mode");
  expect(found.map((one) => one.message)).toEqual(message === undefined ? [] : [message]);
});

test.each<[string, string, string[]]>([
  ["TLS that is off", server(tls.replace("ssl=on", "ssl=off"), tlsMount, secret("")), []],
  ["TLS that may be on elsewhere", server(tls.replace("-c, ssl=on, ", ""), tlsMount, secret("")), []],
  ["a copy", server(tls.replace(/\/tls\/tls.key/, "/certs/tls.key"), tlsMount, secret("")), []],
  ["a volume that is no Secret", server(tls, tlsMount, "- { name: tls, emptyDir: {} }"), []],
  [
    "an item",
    server(
      tls,
      tlsMount,
      "- { name: tls, secret: { secretName: a, defaultMode: 0640, items: [{ key: b, path: tls.key, mode: 0644 }] } }",
      group("fsGroup: 999"),
    ),
    ["mode: embedded-key-mode"],
  ],
  [
    "a projected volume",
    server(tls, tlsMount, "- { name: tls, projected: { sources: [{ secret: { name: a } }] } }"),
    ["name: embedded-key-mode"],
  ],
  [
    "one of Alpine's images",
    server(tls, tlsMount, secret("0600"), group("fsGroup: 70"), "postgres:17-alpine"),
    [],
  ],
  ["an image of others", server(tls, tlsMount, secret("0600"), "", "example.com/team/postgres:17"), []],
  [
    "settings of a file",
    server(
      "-c, config_file=/etc/orders/postgresql.conf",
      `${tlsMount}\n${folder}`,
      `${secret("")}\n${config}`,
    ) + resource("ConfigMap", "orders", { "postgresql.conf": "ssl = on\nssl_key_file = '/tls/tls.key'" }),
    ["secretName: embedded-key-mode"],
  ],
  ["a template", server(tls, tlsMount, secret("{{ .Values.mode }}")), []],
])("the mode of a key: %s", async (_, text, expected) => {
  expect((await openManifest(text).shown()).filter((one) => one.endsWith("key-mode"))).toEqual(expected);
});
