import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";

let folder: string;
const ragged = Buffer.from("# caf\xe9\r\nlocal all all peer\r\nhostssl all all all md5", "latin1");
const aligned = Buffer.from(
  "# caf\xe9\r\nlocal    all     all             peer\r\nhostssl  all     all     all     md5",
  "latin1",
);
const format = (...args: string[]) => runCli(["format", ...args], { cwd: folder });
const path = () => join(folder, "pg_hba.conf");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-format-"));
  writeFileSync(path(), ragged);
  chmodSync(path(), 0o640);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("prints a diff, or names, and changes nothing", async () => {
  const diff = await format("pg_hba.conf");
  expect(diff).toMatchObject({ status: 0, errors: "" });
  expect(diff.output).toContain("+hostssl  all     all     all     md5");
  expect(await format("--check", "pg_hba.conf")).toEqual({ status: 1, output: "pg_hba.conf\n", errors: "" });
  expect(readFileSync(path())).toEqual(ragged);
});

test("writes, and keeps encoding, line ends and mode", async () => {
  expect(await format("--write", "pg_hba.conf")).toEqual({ status: 0, output: "", errors: "" });
  expect(readFileSync(path())).toEqual(aligned);
  expect(statSync(path()).mode & 0o777).toBe(0o640);
  expect(await format("--check", "pg_hba.conf")).toEqual({ status: 0, output: "", errors: "" });
});

test("says what it cannot do, and goes on with the other files", async () => {
  writeFileSync(join(folder, "other"), "ssl=on\n");
  const run = await format("--check", "missing.conf", "other", "pg_hba.conf");
  expect(run.status).toBe(2);
  expect(run.errors).toMatch(/missing\.conf: there is no such file\n.*other: .*--language/s);
  const other = await format("--language", "postgresql-conf", "other");
  expect(other.output).toContain("+ssl = on");
  expect((await format("--minimum-column-width", "x", "other")).status).toBe(2);
});
