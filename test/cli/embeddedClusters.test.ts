import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { materialBytes } from "../support/fixtures/materials.ts";
import { runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";

const orders = readFileSync(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), "utf8");
const bills = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: bills
spec:
  postgresql: { version: "16" }
  patroni:
    pg_hba:
      - hostssl replication standby all scram-sha-256
      - hostssl all +admins all cert
      - hostssl all all all scram-sha-256
`;
const log = `2026-01-01 10:00:00.000 UTC [1] LOG:  connection received: host=10.9.1.1 port=1
2026-01-01 10:00:00.000 UTC [1] LOG:  connection authorized: user=app database=orders
`;
const compose = `services:
  db:
    image: postgres:16
    command: -c ssl=on -c ssl_cert_file=/etc/ssl/server.crt -c hba_file=/etc/hba.conf
    volumes: ["./certs:/etc/ssl", "./hba.conf:/etc/hba.conf"]
`;
const pod = `apiVersion: v1
kind: Pod
metadata: { name: db }
spec:
  containers:
    - image: postgres:17
      args: [-c, hba_file=/rules/pg_hba.conf]
      volumeMounts: [{ name: rules, mountPath: /rules }]
  volumes: [{ name: rules, configMap: { name: rules } }]
`;
const rules = `apiVersion: v1
kind: ConfigMap
metadata: { name: rules }
data:
  pg_hba.conf: |
    local all all peer
    host all all all md5
`;
let folder: string;
const run = (...args: string[]) => runCli(args, { cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-embedded-clusters-"));
  mkdirSync(join(folder, "project/certs"), { recursive: true });
  for (const name of ["k8s", "apart"]) mkdirSync(join(folder, name));
  const files = {
    "orders.yaml": orders,
    "closed.yaml": orders.replace("  storage:", "      - hostnossl all all all reject\n  storage:"),
    "k8s/both.yaml": `${orders}---\n${bills}`,
    "k8s/pod.yaml": "kind: Pod\n",
    "apart/pod.yaml": pod,
    "apart/rules.yaml": rules,
    "partial.yaml":
      "kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  pg_hba.conf: |\n    {{ .Values.records }}\n    host all all all md5\n",
    "anyVersion.yaml":
      "kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    host all app all md5\n    host all all all scram-sha-256\n",
    "log.txt": log,
    "project/compose.yaml": compose,
    "project/hba.conf": "hostssl all all all reject\n",
    "project/certs/server.crt": Buffer.from(materialBytes("leaf")),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const app = ["--user", "app", "--database", "orders", "--address", "10.9.1.1"];
const added = 'CloudNativePG adds "host all all all scram-sha-256" after your lines. scram';

test.each([
  ["orders.yaml", ["--plain"], 3, `orders.yaml:13: it depends [authentication]: ${added}`],
  ["orders.yaml", [], 1, "orders.yaml:15: refused [rejected]"],
  ["closed.yaml", ["--plain"], 1, "closed.yaml:16: refused [rejected]"],
  ["k8s/both.yaml#orders", ["--plain"], 3, "k8s/both.yaml:13: it depends"],
  [
    "k8s/both.yaml",
    ["--plain"],
    1,
    `k8s/both.yaml#orders: k8s/both.yaml:13: it depends [authentication]: ${added}`,
  ],
  ["k8s/both.yaml", ["--plain"], 1, "\nk8s/both.yaml#bills: refused [no-record]"],
  [
    "k8s",
    [],
    1,
    "\nk8s/both.yaml#bills: k8s/both.yaml:28: it depends [certificate]: If app is a member of admins: line 28 refuses the client; otherwise line 29 decides",
  ],
  ["project/compose.yaml", [], 1, "project/hba.conf:1: refused [rejected]"],
  ["apart", ["--plain"], 3, "apart/rules.yaml:7: it depends [authentication]: md5 decides"],
  ["partial.yaml", ["--plain"], 3, "it depends [configuration]: pg_hba.conf is a template"],
  ["anyVersion.yaml", ["--plain"], 3, "anyVersion.yaml:4: it depends [authentication]: md5 decides"],
])("explain %s %j", async (path, options, status, words) => {
  const { output, errors, status: found } = await run("explain", path, ...app, ...options);
  expect(output + errors).toContain(words);
  expect(found).toBe(status);
});

test("explain of several clusters as JSON has an answer for each", async () => {
  const { output } = await run("explain", "k8s", ...app, "--plain", "--format", "json");
  expect(JSON.parse(output)).toMatchObject({
    clusters: [
      { manifest: "k8s/both.yaml", cluster: "orders", admitted: null, record: { line: 13 } },
      { manifest: "k8s/both.yaml", cluster: "bills", admitted: false, record: null },
    ],
  });
});

test.each([
  [["explain", "k8s/both.yaml#none", ...app], "holds no cluster none, but orders, bills"],
  [["explain", "k8s/pod.yaml", ...app], "holds no configuration of PostgreSQL"],
  [
    ["explain", "apart/pod.yaml", ...app],
    "apart/pod.yaml: holds no pg_hba.conf; name its folder if another manifest does",
  ],
  [
    ["replay", "k8s/both.yaml", "--log", "log.txt"],
    "holds 2 clusters, orders, bills; name one, as k8s/both.yaml#orders",
  ],
  [["diff", "none.yaml", "orders.yaml"], "none.yaml: there is no such file or folder"],
])("%j says why not", async (args, words) => {
  const { errors, status } = await run(...args);
  expect(errors).toContain(words);
  expect(status).toBe(2);
});

test("explain with a connection string names the line of the manifest", async () => {
  const { output } = await run(
    "explain",
    "orders.yaml",
    "--conninfo",
    "host=db user=app dbname=orders sslmode=disable",
    "--address",
    "10.9.1.1",
  );
  expect(output).toMatch(/^client: accepts.*\nserver: orders\.yaml:13: it depends.*after your lines/);
});

test("diff compares manifests, and a part of templates not at all", async () => {
  const { output } = await run("diff", "orders.yaml", "closed.yaml");
  expect(output).toMatch(
    /^lost: .*\n {4}before: orders\.yaml:13 \(CloudNativePG, after your lines\), after: closed\.yaml:16\n/,
  );
  expect((await run("diff", "orders.yaml", "partial.yaml")).output).toMatch(/^undecidable: all connections/);
});

test("replay names the lines of the manifest, and no record of the operator's as unused", async () => {
  const { output } = await run("replay", "orders.yaml", "--log", "log.txt");
  expect(output.split("\n").map((line) => line.replace(/: .*/, ""))).toEqual([
    "orders.yaml:13 (CloudNativePG, after your lines)",
    "orders.yaml:14",
    "orders.yaml:15",
    "",
  ]);
});

test.each([
  [
    ["project/compose.yaml"],
    /^\S+ .*project\/compose\.yaml#db .*ssl_cert_file, project\/certs\/server\.crt/,
    /^$/,
  ],
  [["."], /^\S+ .*project\/compose\.yaml#db [^\n]*\n$/, /^$/],
  [["orders.yaml"], /^$/, /orders\.yaml: names no certificate or CRL file that is on this machine/],
])("expiry %j", async (paths, output, errors) => {
  const found = await run("expiry", ...paths);
  expect(found.output).toMatch(output);
  expect(found.errors).toMatch(errors);
});

test("why names the record of a manifest", async () => {
  const message =
    'FATAL:  pg_hba.conf rejects connection for host "10.9.1.1", user "app", database "orders", SSL encryption';
  const { output } = await run("why", "--cluster", "orders.yaml", message);
  expect(output).toContain("orders.yaml:15");
});
