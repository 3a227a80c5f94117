import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckedFile } from "../../server/src/cli/checkedFile.ts";
import { type FileGroup, findFiles } from "../../server/src/cli/findFiles.ts";
import { runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";
import { account } from "../support/unprivileged.ts";

let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const check = (...args: string[]) => runCli(["check", ...args], { cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-cli-"));
  write("clean/pg_hba.conf", "local all all peer\nhostssl all all 10.0.0.0/8 scram-sha-256\n");
  write("bad/pg_hba.conf", "local all all peer\n  hostsll all all 10.0.0.0/8 \\\n  scram-sha-256\n");
  write("risky/pg_hba.conf", "host all all 10.0.0.0/8 trust\n");
  write("rules.txt", "hosst all all 10.0.0.0/8 trust\n");
  write("cluster/postgresql.conf", "include 'more.settings'\nport = 5432\n");
  write("cluster/more.settings", "prot = 5433\n");
  write("cluster/pg_hba.conf", "local all all peer\n");
  write("lone-cr/pg_hba.conf", "local all all peer\r# one line for the server\nhosst\n");
  execFileSync("mkfifo", [join(folder, "fifo")]);
});
afterAll(() => rmSync(folder, { recursive: true }));

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
      cwd: folder,
      input: "hosst\n",
    });
    expect(run.status).toBe(1);
    expect(run.output).toContain("clean/pg_hba.conf:1:1: error:");
  });

  test("- is standard input, whose kind its text or an option says", async () => {
    const input = "# TYPE  DATABASE  USER  ADDRESS  METHOD\nhosst\n";
    const byText = await runCli(["check", "-"], { cwd: folder, input });
    expect(byText.output).toMatch(/^-:2:1: error: .*\n1 error\n$/);
    const byOption = await runCli(["check", "-", "--language", "pg-hba"], { cwd: folder, input: "hosst\n" });
    expect(byOption.output).toMatch(/^-:1:1: error: /);
    expect((await runCli(["check", "-"], { cwd: folder, input: "hosst\n" })).errors).toContain(
      "--stdin-filename",
    );
    expect((await runCli(["check", "-", "clean"], { cwd: folder, input })).status).toBe(2);
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

describe("paths", () => {
  test.each(["postgresql@16", "a#b%20c", "d(e)'f"])(
    "a folder named %s is a cluster as any other",
    async (name) => {
      write(`${name}/postgresql.conf`, "ssl = on\ninclude_dir 'conf.d'\n");
      write(`${name}/conf.d/it's.conf`, "prot = 1\n");
      write(`${name}/pg_hba.conf`, "hostssl all all 10.0.0.0/8 cert\nhosst\n");
      const { output } = await check(name, "--format", "json");
      const shown = JSON.parse(output).files.flatMap(({ path, diagnostics }: CheckedFile) =>
        diagnostics.map(({ rule }) => `${path.slice(name.length + 1)} ${rule}`),
      );
      expect(shown.sort()).toEqual([
        "conf.d/it's.conf conf-setting-unknown",
        "pg_hba.conf hba-client-certificate-without-ca",
        "pg_hba.conf hba-type-unknown",
      ]);
      expect((await check(`${name}/pg_hba.conf`)).output).toContain("hba-client-certificate-without-ca");
    },
  );

  test("the folders above a file say what it is, named or not", async () => {
    write("postgresql/17/main/conf.d/tls.conf", "prot = 1\n");
    const cwd = join(folder, "postgresql/17/main");
    expect((await runCli(["check", "conf.d/tls.conf"], { cwd })).status).toBe(1);
    expect((await runCli(["check", "."], { cwd })).status).toBe(1);
  });

  test("a folder without configuration is reported", async () => {
    mkdirSync(join(folder, "empty"));
    const run = await check("empty");
    expect(run).toMatchObject({ status: 0, output: "" });
    expect(run.errors).toMatch(/^pgssl: empty: .*no configuration/);
  });

  test("what may not be looked into is not clean", async () => {
    write("closed/inner/pg_hba.conf", "hosst\n");
    chmodSync(folder, 0o755);
    const inner = join(folder, "closed/inner");
    chmodSync(inner, 0o000);
    const passedOver: string[] = [];
    const find = async (path: string) => {
      const groups: FileGroup[] = [];
      const cannot = (error: Error) => {
        throw error;
      };
      for await (const group of findFiles([path], undefined, (closed) => passedOver.push(closed), cannot))
        groups.push(group);
      return groups;
    };
    if (account) process.seteuid?.(account.uid); // root may look into everything
    try {
      await expect(find(inner)).rejects.toThrow(/inner: no permission/);
      await expect(find(join(inner, "pg_hba.conf"))).rejects.toThrow(/pg_hba\.conf: no permission/);
      expect(await find(join(folder, "closed"))).toEqual([]);
    } finally {
      if (account) process.seteuid?.(0);
      chmodSync(inner, 0o755);
    }
    expect(passedOver).toEqual([inner]);
  });
});

test("a reader that has seen enough ends the program without a word", async () => {
  write("long/pg_hba.conf", "hosst all all 10.0.0.0/8 trust\n".repeat(20_000));
  const program = join(projectRoot, "dist/cli.cjs");
  const { stdout, stderr } = await promisify(execFile)(
    "sh",
    ["-c", `"$0" "$1" check long | head -n 1`, process.execPath, program],
    { cwd: folder },
  );
  expect(stdout).toMatch(/^long\/pg_hba\.conf:1:1: error/);
  expect(stderr).toBe("");
});

describe("formats", () => {
  test("what cannot be read is reported, and the files around it are checked", async () => {
    const { status, output, errors } = await check(
      "clean/pg_hba.conf",
      "nothing.conf",
      "bad/pg_hba.conf",
      "--format",
      "json",
    );
    expect(status).toBe(2);
    expect(errors).toMatch(/^pgssl: nothing\.conf: there is no such file/);
    const paths = JSON.parse(output).files.map(({ path }: CheckedFile) => path);
    expect(paths).toEqual(["clean/pg_hba.conf", "bad/pg_hba.conf"]);
  });

  test("json says at the main file what the server does at start and at a reload", async () => {
    write("outcome/postgresql.conf", "work_mem = 4XB\n");
    write("outcome/pg_hba.conf", "hosst\n");
    const { output } = await check("outcome", "--format", "json");
    const outcomes = JSON.parse(output).files.map(({ outcome }: CheckedFile) => outcome);
    const cause = (path: string, rule: string, reloadEffect: string) => ({
      path: `outcome/${path}`,
      line: 1,
      rule,
      serverEffect: "line-error",
      reloadEffect,
    });
    expect(outcomes).toEqual([
      undefined,
      {
        start: "refuses",
        reload: { server: "runs", settings: "partly", hba: "kept", ident: "unknown", ssl: "unknown" },
        connections: "as-configured",
        causes: [
          cause("pg_hba.conf", "hba-type-unknown", "keeps-hba"),
          cause("postgresql.conf", "conf-unit-invalid", "keeps-setting"),
        ],
      },
    ]);
  });

  test("json has the promised form, and reports a continued record on its first line", async () => {
    const { output } = await check("bad", "--format", "json", "--server-version", "17");
    expect(JSON.parse(output)).toEqual({
      files: [
        {
          path: "bad/pg_hba.conf",
          language: "pg-hba",
          serverVersion: 17,
          diagnostics: [
            {
              rule: "hba-type-unknown",
              severity: "error",
              message: expect.any(String),
              detail: expect.any(String),
              range: { start: { line: 2, column: 3 }, end: { line: 2, column: 10 } },
              serverEffect: "line-error",
            },
          ],
        },
      ],
    });
  });

  test("json names each file in one way, however it was given", async () => {
    write("named/postgresql.conf", "ssl = on\n");
    write("named/pg_hba.conf", "local all all peer\nnonsense\n");
    const paths = async (...given: string[]) => {
      const { output } = await check(...given, "--format", "json");
      const files = JSON.parse(output).files as CheckedFile[];
      return files.flatMap(({ path, outcome }) => [
        path,
        ...(outcome?.causes.map((cause) => cause.path) ?? []),
      ]);
    };
    const expected = ["named/pg_hba.conf", "named/postgresql.conf", "named/pg_hba.conf"];
    expect([...new Set(await paths("named"))].sort()).toEqual([...new Set(expected)].sort());
    expect(await paths(join(folder, "named"))).toEqual(await paths("named"));
    expect(await paths("./bad/../named/")).toEqual(await paths("named"));
  });

  test("a file whose name says nothing is known by its first line", async () => {
    write(
      "copies/first-line.txt",
      "# PostgreSQL Client Authentication Configuration File\nhosst all all all md5\n",
    );
    expect((await check("copies/first-line.txt")).output).toContain("hba-type-unknown");
    write("copies/plain.txt", "host all all all md5\n");
    expect((await check("copies/plain.txt")).errors).toContain("use --language");
  });

  test("json counts lines as the server does: a lone carriage return ends none", async () => {
    const { output } = await check("lone-cr", "--format", "json", "--server-version", "18");
    const [file] = JSON.parse(output).files;
    const lines = file.diagnostics.map(
      ({ range }: { range: { start: { line: number } } }) => range.start.line,
    );
    expect([...new Set(lines)]).toEqual([2]);
  });

  test("sarif is a 2.1.0 log with a result and its rule", async () => {
    const { output } = await check("bad", "--format", "sarif");
    const log = JSON.parse(output);
    expect(log.version).toBe("2.1.0");
    expect(log.runs[0].results).toMatchObject([{ ruleId: "hba-type-unknown", level: "error" }]);
    expect(log.runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["hba-type-unknown"]);
  });

  test("github prints annotations", async () => {
    const { output } = await check("bad", "--format", "github");
    expect(output).toMatch(
      /^::error file=bad\/pg_hba\.conf,line=2,endLine=2,col=3,endColumn=10,title=hba-type-unknown::/,
    );
  });
});

test("the program that is shipped starts, and prints its version", async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const { status, output } = await runCli(["--version"]);
  expect(status).toBe(0);
  expect(output.startsWith(`${version} (`)).toBe(true);
});
