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
