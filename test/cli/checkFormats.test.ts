import { expect, test } from "vitest";
import type { CheckedFile } from "../../server/src/cli/checkedFile.ts";
import { checkIn } from "./checkIn.ts";

const { at, write, check } = checkIn({
  "clean/pg_hba.conf": "local all all peer\nhostssl all all 10.0.0.0/8 scram-sha-256\n",
  "bad/pg_hba.conf": "local all all peer\n  hostsll all all 10.0.0.0/8 \\\n  scram-sha-256\n",
  "lone-cr/pg_hba.conf": "local all all peer\r# one line for the server\nhosst\n",
});

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
  expect(await paths(at("named"))).toEqual(await paths("named"));
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
  const lines = file.diagnostics.map(({ range }: { range: { start: { line: number } } }) => range.start.line);
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
