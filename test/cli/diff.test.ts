import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";

let folder: string;
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const git = (...words: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=x", "-c", "user.email=x@y", ...words]);

const old = "host all app 10.0.0.0/8 scram-sha-256\nlocal all all peer\n";
const closed = "hostssl all app 10.0.0.0/8 scram-sha-256\nlocal all all peer\n";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-diff-test-"));
  write("old/postgresql.conf", "ssl = on\n");
  write("old/pg_hba.conf", old);
  write("new/postgresql.conf", "ssl = on\n");
  write("new/pg_hba.conf", closed);
  write("new/pg_hba.conf.next", "local all all peer\n");
  write("repository/main/postgresql.conf", "ssl = on\n");
  write("repository/main/pg_hba.conf", old);
  git("init", "-q", "repository");
  git("-C", "repository", "add", ".");
  git("-C", "repository", "commit", "-qm", "first");
  write("repository/main/pg_hba.conf", `# more\n${closed}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const diff = (...words: string[]) => runCli(["diff", ...words], { cwd: folder });
const changesOf = (output: string) => JSON.parse(output).changes;

test("two folders, in JSON", async () => {
  const run = await diff("old", "new", "--format", "json");
  expect(run.status).toBe(0);
  expect(changesOf(run.output)).toContainEqual({
    effect: "cleartext-closed",
    type: "cleartext",
    database: "all",
    user: "app",
    addresses: ["10.0.0.0/8"],
    before: { path: "old/pg_hba.conf", line: 1 },
    after: null,
    example: { type: "cleartext", address: "10.0.0.1", database: "postgres", user: "app" },
  });
});

test("the same is no change", async () => {
  expect(await diff("old", "old/pg_hba.conf", "--format", "json")).toMatchObject({
    output: '{\n  "changes": []\n}\n',
  });
  expect((await diff("old", "old")).output).toBe("No connection fares differently.\n");
});

test("a file by itself is read as the pg_hba.conf of the other's cluster", async () => {
  const run = await diff(
    "new/pg_hba.conf",
    "new/pg_hba.conf.next",
    "--format",
    "json",
    "--fail-on",
    "lockout",
  );
  expect(run.status).toBe(1);
  expect(changesOf(run.output)).toMatchObject([
    { effect: "lost", type: "tls", user: "app", before: { path: "new/pg_hba.conf", line: 1 }, after: null },
  ]);
});

test("what a commit has, with the lines of then and now", async () => {
  const run = await diff("--git", "HEAD", "repository/main", "--format", "json");
  expect(run.errors).toBe("");
  expect(changesOf(run.output)).toMatchObject([
    { effect: "stricter", type: "gss" },
    { effect: "cleartext-closed", before: { path: "repository/main/pg_hba.conf", line: 1 } },
  ]);
  const file = await diff("--git", "HEAD", "repository/main/pg_hba.conf", "--format", "json");
  expect(file.output).toBe(run.output);
});

test.each([
  [["old", "new", "--fail-on", "lockout,cleartext"], 0],
  [["new", "old", "--fail-on", "lockout"], 0],
  [["new", "old", "--fail-on", "lockout,cleartext"], 1],
  [["new", "old", "--fail-on", "everything"], 2],
  [["old"], 2],
  [["old", "none"], 2],
  [["--git", "no-such", "repository/main"], 2],
  [["--git", "HEAD", "old"], 2],
] as const)("exit status of %j: %i", async (words, status) => {
  const run = await diff(...words);
  expect(run.status).toBe(status);
  if (status === 2) expect(run.errors).toMatch(/^pgssl: .+\n$/);
});

test.each([
  [
    "text",
    /^cleartext-opened: 10\.0\.0\.0\/8: app may come in over TCP without encryption or with GSSAPI encryption\n {4}after: old\/pg_hba\.conf:1\n/,
  ],
  ["github", /^::error file=old\/pg_hba\.conf,line=1,title=cleartext-opened::10\.0\.0\.0\/8: app may/],
  [
    "markdown",
    /^\| effect .*\n\| --- .*\n\| cleartext-opened \| 10\.0\.0\.0\/8: app may come in over TCP without encryption or with GSSAPI encryption \| {2}\| old\/pg\\_hba\.conf:1 \|\n/,
  ],
  ["sarif", /"ruleId": "cleartext-opened",\n\s+"level": "error"/],
] as const)("as %s", async (format, expected) => {
  expect((await diff("new", "old", "--format", format)).output).toMatch(expected);
});
