import { beforeAll, expect, test } from "vitest";
import { type ProjectSettings, SourceDocument } from "../../../server/src/core/index.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { type Files, openFiles } from "../../support/openService.ts";

let pem: CertificateFiles;
beforeAll(async () => {
  pem = await createCertificateFiles();
});

const indented = (text: string, depth: number) => text.trim().replace(/^/gm, " ".repeat(depth));

const resource = (kind: string, name: string, lines: string, apiVersion = "v1") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${lines}`;

/** A StatefulSet whose container has these lines, and whose pod has a volume of a ConfigMap `orders`. */
const server = (lines: string, image = "postgres:17") =>
  resource(
    "StatefulSet",
    "db",
    `spec:
  template:
    spec:
      containers:
        - name: db
          image: ${image}
${indented(lines, 10)}
      volumes:
        - { name: config, configMap: { name: orders } }
        - { name: tls, secret: { secretName: orders-tls } }
`,
    "apps/v1",
  );

const mounted = `
args: [-c, hba_file=/etc/orders/access, -c, ssl=off]
volumeMounts:
  - { name: config, mountPath: /etc/orders }
  - { name: tls, mountPath: /tls }
`;

const map = (data: Readonly<Record<string, string>>, kind = "ConfigMap", name = "orders") =>
  resource(
    kind,
    name,
    `${kind === "Secret" ? "stringData" : "data"}:\n${Object.entries(data)
      .map(([key, text]) => `  ${key}: |\n${indented(text, 4)}\n`)
      .join("")}`,
  );

const folder = "/repo/k8s";

/** The findings of files of a folder, all of which an editor holds or one alone, as `FILE WORD: RULE`. */
async function shown(files: Files, settings: Partial<ProjectSettings> = {}, names = Object.keys(files)) {
  const found: string[] = [];
  for (const name of names) {
    const path = `${folder}/${name}`;
    const own = Object.fromEntries(Object.entries(files).map(([one, text]) => [`${folder}/${one}`, text]));
    const open = openFiles(own, settings);
    const text = String(files[name]);
    open.service.open(new SourceDocument(`file://${path}`, path.endsWith("json") ? "json" : "yaml", 1, text));
    const lines = text.split("\n");
    for (const { line, span, rule } of await open.findings(path))
      found.push(`${name} ${lines[line]?.slice(span.start, span.end)}: ${rule}`);
  }
  return found;
}

const wrong = "local all all peer\nhostssl all all all scram-sha-25\n";
const both = (name: string) => [
  `${name} hostssl: hba-hostssl-without-ssl`,
  `${name} scram-sha-25: hba-method-unknown`,
];
const db = { "db.yaml": server(mounted) };
const access = map({ access: wrong });
const config = { "config.yaml": access };
const inNamespace = (text: string) => text.replace("metadata:\n", "metadata:\n  namespace: shop\n");
const sum = (lines: string) => ({ "kustomization.yaml": lines });
const json = JSON.stringify({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "orders" },
  data: { access: wrong },
});

test.each<[string, Files, readonly string[]]>([
  ["of the same folder", { ...db, ...config }, both("config.yaml")],
  ["in JSON", { ...db, "config.json": json }, both("config.json")],
  [
    "by a list of resources",
    {
      "db.yaml": `apiVersion: v1\nkind: List\nitems:\n  - ${indented(server(mounted), 4).trim()}\n`,
      ...config,
    },
    both("config.yaml"),
  ],
  ["that nobody reads", config, []],
  [
    "in the namespace",
    { "db.yaml": inNamespace(server(mounted)), "config.yaml": inNamespace(access) },
    both("config.yaml"),
  ],
  ["in another namespace", { "db.yaml": inNamespace(server(mounted)), ...config }, []],
  ["of which there are two", { ...db, ...config, "other.yaml": access }, []],
  ["by one of two alternatives", { ...db, ...config, "other.yaml": server(mounted) }, []],
  ["of a template", { ...db, "config.yaml": `{{ if .Values.on }}\n${access}{{ end }}\n` }, []],
  ["of another folder", { ...db, "other/config.yaml": access }, []],
  [
    "of a kustomization",
    { ...db, ...config, ...sum("resources: [db.yaml, ./config.yaml]\n") },
    both("config.yaml"),
  ],
  ["that a kustomization leaves out", { ...db, ...config, ...sum("resources: [config.yaml]\n") }, []],
  [
    "of a kustomization that gives both a namespace",
    {
      "db.yaml": inNamespace(server(mounted)),
      ...config,
      ...sum("resources: [db.yaml, config.yaml]\nnamespace: shop\n"),
    },
    both("config.yaml"),
  ],
  [
    "of a kustomization above",
    {
      "db/db.yaml": server(mounted),
      "config/config.yaml": access,
      ...sum("resources: [db/db.yaml, config/config.yaml]\n"),
    },
    both("config/config.yaml"),
  ],
  [
    "of a base",
    {
      "base/db.yaml": server(mounted),
      "base/kustomization.yaml": "resources: [db.yaml]\n",
      "prod/config.yaml": access,
      "prod/kustomization.yaml": "resources: [../base, config.yaml]\n",
    },
    both("prod/config.yaml"),
  ],
  ...[
    "patches: [{ path: patch.yaml }]",
    "patches: [{ path: patch.yaml, target: { kind: ConfigMap } }]",
    "patches: [{ patch: x, target: { kind: StatefulSet, name: db } }]",
    "patchesStrategicMerge: [patch.yaml]",
    "images: [{ name: postgres, newTag: '13' }]",
    "transformers: [x.yaml]",
    "patches: [{ patch: x, target: { kind: Config.* } }]",
    "patches: [{ patch: x, target: { kind: ConfigMap|Secret, name: orders } }]",
    "configMapGenerator: [{ name: orders, behavior: merge, literals: [a=b] }]",
    "components: [part]",
  ].map((lines): [string, Files, readonly string[]] => [
    `with ${lines}`,
    {
      ...db,
      ...config,
      "patch.yaml": map({ access: "local all all trust" }),
      "part/kustomization.yaml": "replacements: [{ path: x.yaml }]",
      ...sum(`resources: [db.yaml, config.yaml]\n${lines}\n`),
    },
    [],
  ]),
  [
    "with a patch of another resource",
    {
      ...db,
      ...config,
      "patch.yaml": map({ access: "local all all trust" }, "ConfigMap", "others"),
      ...sum(
        "resources: [db.yaml, config.yaml]\npatches: [{ path: patch.yaml }, { patch: x, target: { kind: Service } }]\n",
      ),
    },
    both("config.yaml"),
  ],
])("a text that a container reads, %s", async (_, files, expected) => {
  expect(await shown(files)).toEqual(expected);
});

const method = "envFrom: [{ configMapRef: { name: orders } }]";

test.each<[string, string, readonly string[]]>([
  ["trust", method, ["config.yaml trust: hba-trust-remote"]],
  ["scram-sha-256", method, []],
  [
    "trust",
    "env: [{ name: POSTGRES_HOST_AUTH_METHOD, valueFrom: { configMapKeyRef: { name: orders, key: POSTGRES_HOST_AUTH_METHOD } } }]",
    ["config.yaml trust: hba-trust-remote"],
  ],
])("the method %s of a ConfigMap beside: %s", async (word, lines, expected) => {
  const data = resource("ConfigMap", "orders", `data:\n  POSTGRES_HOST_AUTH_METHOD: ${word}\n`);
  expect(await shown({ "db.yaml": server(lines), "config.yaml": data })).toEqual(expected);
});

test("what the arguments and a file of another manifest come to is shown once, where it is written", async () => {
  const args = "args: [-c, config_file=/etc/orders/conf, -c, ssl_ca_file=/ca.pem]";
  const files = {
    "db.yaml": server(mounted.replace(/args.*/, args)),
    "config.yaml": map({ conf: "ssl = maybe\nssl_ca_file = 'x.pem'\nssl_min_protocol_version = 'TLSv1'" }),
  };
  expect(await shown(files)).toEqual([
    "config.yaml maybe: conf-boolean-invalid",
    "config.yaml ssl_ca_file: conf-setting-overridden",
    "config.yaml 'TLSv1': conf-protocol-old",
  ]);
});

const tls = (lines: string) => `
args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
volumeMounts: [{ name: tls, mountPath: /tls }]
${lines}`;

test("the certificate and key of a Secret of another file are checked there", async () => {
  const secret = map({ "tls.crt": pem.serverChain, "tls.key": pem.otherKey }, "Secret", "orders-tls");
  const files = { "db.yaml": server(tls("")), "secret.yaml": secret };
  expect(await shown(files)).toEqual([
    "db.yaml /tls/tls.crt: certificate-expires-soon",
    "db.yaml /tls/tls.key: key-mismatch",
    "db.yaml secretName: embedded-key-mode",
  ]);
});

const clusters = {
  cloudNativePg: resource(
    "Cluster",
    "orders",
    `spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17
  certificates: { serverTLSSecret: orders-tls, serverCASecret: orders-ca }
`,
    "postgresql.cnpg.io/v1",
  ),
  zalando: resource(
    "postgresql",
    "orders",
    `spec:\n  spiloFSGroup: 103\n  postgresql: { version: "17" }\n  tls: { secretName: orders-tls }\n`,
    "acid.zalan.do/v1",
  ),
  crunchy: resource(
    "PostgresCluster",
    "orders",
    `spec:
  postgresVersion: 17
  customTLSSecret: { name: orders-tls, items: [{ key: tls.crt, path: tls.crt }, { key: tls.key, path: tls.key }, { key: x, path: ca.crt }] }
  customReplicationTLSSecret: { name: other }
`,
    "postgres-operator.crunchydata.com/v1beta1",
  ),
};

test.each(Object.entries(clusters))(
  "certificates that a cluster of %s names are checked in their file",
  async (_, cluster) => {
    const tls = (data: Readonly<Record<string, string>>) =>
      map(data, "Secret", "orders-tls").replace("metadata:\n", "$&  labels: { cnpg.io/reload: '' }\n");
    const secret = (key: string) => tls({ "tls.crt": pem.serverChain, "tls.key": key, x: pem.root });
    const good = await shown({ "db.yaml": cluster, "secret.yaml": secret(pem.serverKey) });
    expect(good).toEqual(["secret.yaml tls.crt: certificate-expires-soon"]);
    expect(await shown({ "db.yaml": cluster, "secret.yaml": secret(pem.otherKey) })).toEqual([
      ...good,
      "secret.yaml tls.key: key-mismatch",
    ]);
    expect(await shown({ "secret.yaml": secret(pem.otherKey) })).toEqual([]);
    const lacking = tls({ "tls.crt": pem.serverChain, x: pem.root });
    expect(await shown({ "db.yaml": cluster, "secret.yaml": lacking })).toEqual([
      "secret.yaml orders-tls: embedded-secret-incomplete",
      ...good,
    ]);
  },
);

const spilo = (pods: string) =>
  resource(
    "OperatorConfiguration",
    "operator",
    `configuration:\n  kubernetes: { spilo_fsgroup: 103${pods} }\n  users: { replication_username: follower }\n`,
    "acid.zalan.do/v1",
  );

test.each<[string, Files, readonly string[]]>([
  [
    "nowhere",
    {},
    ["pg_hba: embedded-defaults-lost", "pg_hba: embedded-defaults-lost", "tls: embedded-group-unset"],
  ],
  [
    "in another file",
    { "o.yaml": spilo("") },
    ["pg_hba: embedded-defaults-lost", "pg_hba: embedded-defaults-lost"],
  ],
  [
    "with variables in a third",
    {
      "o.yaml": spilo(", pod_environment_configmap: default/pods"),
      "pods.yaml": resource("ConfigMap", "pods", "data: { ALLOW_NOSSL: 'true' }\n"),
    },
    ["pg_hba: embedded-defaults-lost"],
  ],
  [
    "in two files",
    { "o.yaml": spilo(""), "p.yaml": spilo("") },
    ["pg_hba: embedded-defaults-lost", "pg_hba: embedded-defaults-lost"],
  ],
])("the configuration of Zalando's operator is %s", async (_, files, expected) => {
  const cluster = clusters.zalando.replace(
    "  spiloFSGroup: 103\n",
    "  patroni: { pg_hba: [host all all all md5] }\n",
  );
  const found = await shown({ "db.yaml": cluster, ...files }, {}, ["db.yaml"]);
  expect(found).toEqual(expected.map((one) => `db.yaml ${one}`));
});

test("a folder with too many manifests is not read to its end, which is reported where something is missing", async () => {
  const others = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`a${at}.yaml`, "a: b\n"]));
  expect(await shown({ ...others, ...db, ...config }, {}, ["db.yaml"])).toEqual([
    "db.yaml : check-incomplete",
  ]);
  expect(await shown({ ...others, "db.yaml": server("args: [-c, ssl=on]") }, {}, ["db.yaml"])).toEqual([]);
  const long = { "a.yaml": `# ${"x".repeat(2_000_000)}\n` };
  expect(await shown({ ...long, ...db, ...config }, {}, ["db.yaml"])).toEqual(["db.yaml : check-incomplete"]);
});

test("an edit reads no file again, and a change of the folder is seen", async () => {
  const path = `${folder}/db.yaml`;
  const text = server(mounted);
  const open = openFiles({
    [path]: text,
    [`${folder}/config.yaml`]: access,
    [`${folder}/readme.yaml`]: "a: b\n",
  });
  const document = new SourceDocument(`file://${path}`, "yaml", 1, text);
  const map = new SourceDocument(`file://${folder}/config.yaml`, "yaml", 1, access);
  open.service.open(document);
  open.service.open(map);
  expect(await open.rules(`${folder}/config.yaml`)).toHaveLength(2);
  await open.rules(path);
  const { calls } = open.host;
  map.update([{ text: `${access}    # more\n` }], 2);
  document.update([{ text: `${text}# more\n` }], 2);
  expect(await open.rules(`${folder}/config.yaml`)).toHaveLength(2);
  await open.rules(path);
  expect(open.host.calls).toBe(calls);
});

/** The calls of the file system for a manifest that an editor holds, by name and last part of the path. */
async function callsFor(text: string, settings: Partial<ProjectSettings> = {}): Promise<readonly string[]> {
  const path = `${folder}/db.yaml`;
  const { service, host } = openFiles(
    { [path]: text, [`${folder}/config.yaml`]: access, "/repo/kustomization.yaml": "resources: []" },
    settings,
  );
  const calls: string[] = [];
  for (const call of ["readFile", "readText", "readDirectory", "stat", "realUri", "namesThere"] as const) {
    const original = host[call].bind(host) as (...given: unknown[]) => Promise<never>;
    host[call] = (uri: string, ...more: unknown[]) => {
      calls.push(`${call} ${uri.replace("file:///repo", "")}`);
      return original(uri, ...more);
    };
  }
  service.open(new SourceDocument(`file://${path}`, "yaml", 1, text));
  await service.diagnose(`file://${path}`);
  return calls;
}

test("a cluster is in the document that describes it, and one of another document where its text is", async () => {
  const open = openFiles({ [`${folder}/db.yaml`]: server(mounted), [`${folder}/config.yaml`]: access });
  const clusterOf = async (name: string, text: string) => {
    const uri = `file://${folder}/${name}`;
    open.service.open(new SourceDocument(uri, "yaml", 1, text));
    return (await open.service.embeddedClusters(uri)).map(({ uri: _, ...cluster }) => cluster);
  };
  expect(await clusterOf("db.yaml", server(mounted))).toEqual([{ name: "db" }]);
  expect(await clusterOf("config.yaml", access)).toEqual([{ name: "db", isOfOther: true }]);
});

test("only a manifest that refers to what it does not have has its folder read", async () => {
  const hasRead = (calls: readonly string[]) => calls.includes("readDirectory /k8s");
  expect(hasRead(await callsFor(server(mounted)))).toBe(true);
  expect(
    hasRead(
      await callsFor(`${server(mounted)}---\n${access}---\n${map({ x: "y" }, "Secret", "orders-tls")}`),
    ),
  ).toBe(false);
  const alone = clusters.cloudNativePg.replace(/ {2}certificates.*\n/, "");
  expect(hasRead(await callsFor(`${alone}---\n${map({ queries: "select 1" })}`))).toBe(false);
  expect(hasRead(await callsFor(`${alone}---\n${access}`))).toBe(true);
  expect(await callsFor(resource("Service", "db", "spec: { ports: [{ port: 5432 }] }\n"))).toEqual([]);
});

test("nothing outside a workspace that is not trusted is looked at", async () => {
  const calls = await callsFor(server(mounted), { roots: [`file://${folder}`], trusted: false });
  expect(calls).toContain("readText /k8s/config.yaml");
  expect(calls.filter((call) => /kustomization/.test(call) && !call.includes("/k8s/"))).toEqual([]);
  const trusted = await callsFor(server(mounted), { roots: [`file://${folder}`], trusted: true });
  expect(trusted).toContain("stat /kustomization.yaml");
});
