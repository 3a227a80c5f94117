import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-why-"));
  writeFileSync(join(folder, "pg_hba.conf"), "local all all peer\nhosst all all 10.0.0.0/8 trust\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const log =
  'LOG:  invalid connection type "hosst"\nCONTEXT:  line 2 of configuration file "/srv/pg_hba.conf"\n';

test("a log on standard input leads to the record in the cluster of the working folder", async () => {
  const { status, output } = await runCli(["why", "-"], { cwd: folder, input: log });
  expect(status).toBe(0);
  expect(output).toMatch(/^LOG: {2}invalid connection type "hosst"\n {2}PostgreSQL server: /);
  expect(output).toMatch(/\n {2}in this cluster:\n {2}- pg_hba\.conf:2: error: .* \[hba-type-unknown\]\n$/);
});

test("words on the command line are the message, and --cluster names the cluster", async () => {
  const words = ["FATAL:", "connection", "requires a valid client certificate"];
  const { status, output } = await runCli(["why", ...words, "--cluster", folder]);
  expect(status).toBe(0);
  expect(output).toContain("what to do: ");
  expect(output).toContain("in this cluster: nothing that would explain it");
  expect((await runCli(["why", ...words, "--cluster", "/nowhere"])).status).toBe(2);
});

test("JSON has the finding and the record", async () => {
  const { output } = await runCli(["why", "--format", "json"], { cwd: folder, input: log });
  expect(JSON.parse(output).causes).toEqual([
    expect.objectContaining({
      line: 1,
      record: { path: "pg_hba.conf", line: 2 },
      findings: [expect.objectContaining({ path: "pg_hba.conf", line: 2, rule: "hba-type-unknown" })],
      decision: null,
    }),
  ]);
});

test("a text without a known message ends with 1, and its control characters reach no terminal", async () => {
  expect(await runCli(["why", "hello"], { cwd: tmpdir() })).toMatchObject({ status: 1, output: "" });
  const { output } = await runCli(["why", "\u001b[31mconnection requires a valid client certificate"], {
    cwd: tmpdir(),
  });
  expect(output).toMatch(/^\\x1b\[31mconnection/);
});
