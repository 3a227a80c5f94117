import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";

const manifest = readFileSync(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), "utf8");
let folder: string;
const check = (...args: string[]) => runCli(["check", ...args], { cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-manifests-"));
  mkdirSync(join(folder, "k8s"));
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(folder, "k8s/orders.yaml"), manifest);
  writeFileSync(join(folder, "k8s/pod.yml"), "apiVersion: v1\nkind: Pod\n");
  writeFileSync(join(folder, "empty/pod.yml"), "apiVersion: v1\nkind: Pod\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([["k8s"], ["k8s/orders.yaml"]])("%s is checked", async (path) => {
  const { status, output } = await check(path, "--format", "json");
  expect(status).toBe(0);
  const files = JSON.parse(output).files ?? JSON.parse(output);
  expect(files).toMatchObject([
    {
      path: "k8s/orders.yaml",
      language: "yaml",
      serverVersion: 15,
      diagnostics: [{ rule: "hba-cleartext-gap", range: { start: { line: 13, column: 5 } } }],
    },
  ]);
  expect((await check(path, "--strict")).status).toBe(1);
});

test("a manifest comes through standard input", async () => {
  const { output } = await runCli(["check", "--stdin-filename", "x.yaml"], { input: manifest, cwd: folder });
  expect(output).toMatch(/^x\.yaml:13:5: warning: CloudNativePG adds /);
});

test("what comes through standard input and holds no configuration is a mistake", async () => {
  const input = "# Source: shop/templates/pod.yaml\napiVersion: v1\nkind: Pod\n---\n";
  const run = await runCli(["check", "--stdin-filename", "all.yaml"], { input, cwd: folder });
  expect(run).toMatchObject({
    status: 2,
    errors: expect.stringContaining("all.yaml: holds no configuration"),
  });
});

test.each([
  [
    "in YAML",
    "list.yaml",
    (text: string) => `${text}\n---\n# Source: shop/templates/pod.yaml\nkind: Pod\n`,
    "13:5",
  ],
  [
    "in JSON",
    "list.json",
    (text: string) => JSON.stringify({ kind: "List", items: [parse(text)] }, null, 2),
    /^list\.json:\d+:11: warning/,
  ],
])("what kubectl and helm print %s comes through standard input", async (_, name, print, place) => {
  const run = await runCli(["check", "--stdin-filename", name], { input: print(manifest), cwd: folder });
  expect(run.output).toMatch(place);
  expect(run.output).toContain("CloudNativePG adds");
});

test.each([
  [
    "docker compose config, with the files that it mounts",
    "rendered/compose.yaml",
    (path: string) =>
      `name: shop\nservices:\n  db:\n    command:\n      - -c\n      - ssl_min_protocol_version=TLSv9\n      - -c\n      - hba_file=/etc/pg_hba.conf\n    environment:\n      POSTGRES_PASSWORD: x\n    image: postgres:16\n    networks:\n      default: null\n    volumes:\n      - type: bind\n        source: ${path}/rendered/pg_hba.conf\n        target: /etc/pg_hba.conf\n        bind:\n          create_host_path: true\nnetworks:\n  default:\n    name: shop_default\n`,
    ["rendered/compose.yaml:6:", "rendered/pg_hba.conf:1:1:"],
  ],
  [
    "helm install --dry-run",
    "all.yaml",
    () =>
      "NAME: shop\nLAST DEPLOYED: Tue Dec  1 09:00:00 2026\nSTATUS: pending-install\nHOOKS:\nMANIFEST:\n---\n# Source: shop/templates/a.yaml\napiVersion: v1\nkind: ConfigMap\ndata:\n  pg_hba.conf: |-\n    hosst all all all md5\n",
    ["all.yaml:12:5:"],
  ],
  [
    "helm get values",
    "values.yaml",
    () => "USER-SUPPLIED VALUES:\nprimary:\n  pgHbaConfiguration: |-\n    hosst all all all md5\n",
    ["values.yaml:4:5:"],
  ],
  [
    "kustomize build",
    "all.yaml",
    () =>
      "apiVersion: v1\ndata:\n  pg_hba.conf: |\n    hosst all all all md5\nkind: ConfigMap\nmetadata:\n  name: a-5k2\n",
    ["all.yaml:4:5:"],
  ],
  [
    "a command by Ansible",
    "pg_hba.conf",
    () => "db1 | CHANGED | rc=0 >>\nlocal all all peer\nhosst all all all scram-sha-256\n",
    ["pg_hba.conf:3:1:"],
  ],
])("what %s prints has its findings at its lines", async (_, name, print, places) => {
  mkdirSync(join(folder, "rendered"), { recursive: true });
  writeFileSync(join(folder, "rendered/pg_hba.conf"), "hosst all all all md5\n");
  const { output } = await runCli(["check", "--stdin-filename", name], { input: print(folder), cwd: folder });
  const found = output.split("\n").filter((line) => / (?:error|warning): /.test(line));
  expect(found.map((line) => places.find((place) => line.startsWith(place)) ?? line)).toEqual(places);
});

test("JSON in a folder is checked where it holds configuration, and left alone elsewhere", async () => {
  const json = join(folder, "json");
  mkdirSync(json);
  writeFileSync(join(json, "orders.json"), JSON.stringify(parse(manifest)));
  writeFileSync(
    join(json, "package.json"),
    '{"scripts": {"db": "psql postgres://app@db/shop?sslmode=prefer"}}',
  );
  writeFileSync(join(json, "package-lock.json"), " ".repeat(5_000_000));
  const { status, output, errors } = await check("json");
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  expect(output).toMatch(/^json\/orders\.json:1:\d+: warning: CloudNativePG adds [^\n]*\n1 warning\n$/);
  expect((await check("json/package-lock.json")).errors).toContain("too large");
});

test("a folder with nothing to check is reported, an error with --strict", async () => {
  expect(await check("empty")).toMatchObject({
    status: 0,
    errors: expect.stringContaining("no configuration"),
  });
  expect(await check("empty", "--strict")).toMatchObject({
    status: 2,
    errors: expect.stringContaining("no configuration"),
  });
});

test("a named file that holds no configuration is a mistake", async () => {
  expect(await check("k8s/pod.yml")).toMatchObject({
    status: 2,
    errors: expect.stringContaining("holds no configuration"),
  });
});

test("files that a document brings to a server are checked whatever their names are", async () => {
  mkdirSync(join(folder, "brought"));
  const write = (name: string, text: string) => writeFileSync(join(folder, "brought", name), text);
  write("kustomization.yaml", "configMapGenerator:\n  - name: a\n    files:\n      - pg_hba.conf=hba.k8s\n");
  write("hba.k8s", "hostss all all all md5\n");
  const volumes = "volumes: [./records.txt:/etc/records.txt]";
  const command = "command: postgres -c hba_file=/etc/records.txt";
  write("stack.yaml", `services:\n  db:\n    image: postgres:16\n    ${command}\n    ${volumes}\n`);
  write("records.txt", "hosts all all all md5\n");
  const { output } = await check("brought");
  expect(output).toMatch(/^brought\/hba\.k8s:1:1: error: "hostss"/m);
  expect(output).toMatch(/^brought\/records\.txt:1:1: error: "hosts"/m);
});
