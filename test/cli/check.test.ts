import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import type { CheckedFile } from "../../server/src/cli/checkedFile.ts";
import { runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";
import { checkIn } from "./checkIn.ts";

const { at, write, check } = checkIn({
  "clean/pg_hba.conf": "local all all peer\nhostssl all all 10.0.0.0/8 scram-sha-256\n",
  "bad/pg_hba.conf": "local all all peer\n  hostsll all all 10.0.0.0/8 \\\n  scram-sha-256\n",
  "risky/pg_hba.conf": "host all all 10.0.0.0/8 trust\n",
  "rules.txt": "hosst all all 10.0.0.0/8 trust\n",
  "cluster/postgresql.conf": "include 'more.settings'\nport = 5432\n",
  "cluster/more.settings": "prot = 5433\n",
  "cluster/pg_hba.conf": "local all all peer\n",
});
beforeAll(() => void execFileSync("mkfifo", [at("fifo")]));

test("a standby is compared with its primary in another folder", async () => {
  const conninfo = "host=primary user=replicator sslmode=disable";
  write("pair/standby/postgresql.conf", `primary_conninfo = '${conninfo}'\n`);
  write("pair/standby/pg_hba.conf", "local all all peer\n");
  write("pair/primary/postgresql.conf", "cluster_name = 'primary'\nlisten_addresses = '*'\n");
  write("pair/primary/pg_hba.conf", "host all all all scram-sha-256\n");
  expect((await check("pair")).output).toMatch(
    /^pair\/standby\/postgresql\.conf:1:\d+: warning: .*\[standby-refused\]$/m,
  );
  write("pair/primary/pg_hba.conf", "host replication replicator all scram-sha-256\n");
  expect((await check("pair")).output).not.toContain("standby-refused");
});

describe("exit status", () => {
  test("0 for a clean file", async () => {
    expect(await check("clean/pg_hba.conf")).toEqual({ status: 0, output: "", errors: "" });
  });

  test("1 for what the server refuses", async () => {
    const { status, output } = await check("bad/pg_hba.conf");
    expect(status).toBe(1);
    expect(output).toMatch(/^bad\/pg_hba\.conf:2:3: error: .* \[hba-type-unknown\]\n1 error\n$/);
  });

  test("warnings count with --strict only", async () => {
    expect((await check("risky")).status).toBe(0);
    expect((await check("risky", "--strict")).status).toBe(1);
  });

  test.each([
    [["nothing.conf"], /nothing\.conf: there is no such file/],
    [["rules.txt"], /rules\.txt: .*--language/],
    [["fifo"], /fifo: not a file/],
    [[], /name a file/],
    [["clean", "--server-version", "12"], /12/],
    [["clean", "--language", "ini"], /ini/],
    [["clean", "--format", "xml"], /xml/],
    [["clean", "--server-build", "ssl,tls"], /tls/],
    [["clean", "--no-such-option"], /no-such-option/],
  ])("2 with a word on why for %j", async (args, words) => {
    const { status, output, errors } = await check(...args);
    expect(status).toBe(2);
    expect(output).toBe("");
    expect(errors).toMatch(/^pgssl: /);
    expect(errors).toMatch(words);
  });
});

describe("what is checked", () => {
  test("a folder means the clusters in it, with the files that they include", async () => {
    const { output } = await check("cluster", "--format", "json");
    const { files } = JSON.parse(output);
    const paths = files.map((file: { path: string }) => file.path);
    expect(paths.sort()).toEqual(["cluster/more.settings", "cluster/pg_hba.conf", "cluster/postgresql.conf"]);
    const included = files.find((file: { path: string }) => file.path === "cluster/more.settings");
    expect(included.diagnostics.map(({ rule }: { rule: string }) => rule)).toEqual(["conf-setting-unknown"]);
  });

  test("--language reads a file whatever its name", async () => {
    const { status, output } = await check("rules.txt", "--language", "pg-hba");
    expect(status).toBe(1);
    expect(output).toContain("rules.txt:1:1: error:");
  });

  test("--stdin-filename reads standard input in the place of a file", async () => {
    const run = await runCli(["check", "--stdin-filename", "clean/pg_hba.conf"], {
      cwd: at(),
      input: "hosst\n",
    });
    expect(run.status).toBe(1);
    expect(run.output).toContain("clean/pg_hba.conf:1:1: error:");
  });

  test("- is standard input, whose kind its text or an option says", async () => {
    const input = "# TYPE  DATABASE  USER  ADDRESS  METHOD\nhosst\n";
    const byText = await runCli(["check", "-"], { cwd: at(), input });
    expect(byText.output).toMatch(/^-:2:1: error: .*\n1 error\n$/);
    const byOption = await runCli(["check", "-", "--language", "pg-hba"], { cwd: at(), input: "hosst\n" });
    expect(byOption.output).toMatch(/^-:1:1: error: /);
    expect((await runCli(["check", "-"], { cwd: at(), input: "hosst\n" })).errors).toContain(
      "--stdin-filename",
    );
    expect((await runCli(["check", "-", "clean"], { cwd: at(), input })).status).toBe(2);
  });

  test("--rule decides on severities", async () => {
    expect((await check("risky", "--rule", "hba-trust-remote=error")).status).toBe(1);
    const off = await check(
      "risky",
      "--strict",
      "--rule",
      "hba-trust-remote=off",
      "--rule",
      "hba-ipv6-missing=off",
    );
    expect(off).toEqual({ status: 0, output: "", errors: "" });
    expect(await check("risky", "--rule", "hba-none=off")).toMatchObject({
      status: 2,
      errors: expect.stringContaining("No such rule: hba-none"),
    });
    expect((await check("risky", "--rule", "hba-trust-remote")).errors).toContain("ID=SEVERITY");
  });

  test("--data-directory and --path-mapping say where files of the server are", async () => {
    write("apart/etc/postgresql.conf", "ssl = on\nssl_ca_file = '/srv/tls/ca.crt'\n");
    write("apart/data/PG_VERSION", "15\n");
    write("apart/tls/ca.crt", "nothing\n");
    const options = [
      "--data-directory",
      "apart/data",
      "--path-mapping",
      "/srv/tls=apart/tls",
      "--format",
      "json",
    ];
    const { output } = await check("apart/etc/postgresql.conf", ...options);
    const [file] = JSON.parse(output).files as CheckedFile[];
    expect(file?.serverVersion).toBe(15);
    expect(file?.diagnostics.map(({ rule, range }) => `${rule} ${range.start.line}`)).toContain(
      "ssl-file-not-pem 2",
    );
  });

  test("a settings file above the cluster has options for all, and those that are given go before it", async () => {
    write("team/.pgssl.json", '{ "serverVersion": 13, "rules": { "hba-trust-remote": "error" } }');
    write(
      "team/db/pg_hba.conf",
      "host all all 10.0.0.0/8 trust\nhostssl all all 10.0.0.0/8 cert clientcert=1\n",
    );
    const { status, output } = await check("team/db", "--format", "json");
    expect([status, JSON.parse(output).files[0].serverVersion]).toEqual([1, 13]);
    const given = await check("team/db", "--server-version", "13", "--rule", "hba-trust-remote=off");
    expect(given.output).not.toContain("hba-trust-remote");
    write("team/.pgssl.json", '{\n  "serverVersion": "new"\n}');
    expect(await check("team/db")).toMatchObject({
      status: 2,
      errors: expect.stringMatching(
        /^pgssl: team\/\.pgssl\.json:2:20: serverVersion: the value must be a major version/,
      ),
    });
  });

  test("--expiry-warning-days is a number of days", async () => {
    expect((await check("clean", "--expiry-warning-days", "0")).status).toBe(0);
    expect((await check("clean", "--expiry-warning-days", "soon")).status).toBe(2);
  });

  test("the server's version decides", async () => {
    write("versions/pg_hba.conf", "hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=1\n");
    expect((await check("versions", "--server-version", "13")).status).toBe(0);
    expect((await check("versions", "--server-version", "14")).status).toBe(1);
  });

  test("what the server was built with decides", async () => {
    write("builds/pg_hba.conf", "host all all 10.0.0.0/8 gss\n");
    expect((await check("builds")).status).toBe(0);
    expect((await check("builds", "--server-build", "ssl")).status).toBe(1);
  });
});

test("a reader that has seen enough ends the program without a word", async () => {
  write("long/pg_hba.conf", "hosst all all 10.0.0.0/8 trust\n".repeat(20_000));
  const program = join(projectRoot, "dist/cli.cjs");
  const { stdout, stderr } = await promisify(execFile)(
    "sh",
    ["-c", `"$0" "$1" check long | head -n 1`, process.execPath, program],
    { cwd: at() },
  );
  expect(stdout).toMatch(/^long\/pg_hba\.conf:1:1: error/);
  expect(stderr).toBe("");
});

test("the program that is shipped starts, and prints its version", async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const { status, output } = await runCli(["--version"]);
  expect(status).toBe(0);
  expect(output.startsWith(`${version} (`)).toBe(true);
});
