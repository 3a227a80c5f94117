import { chmodSync, mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckedFile } from "../../server/src/cli/checkedFile.ts";
import { type FileGroup, findFiles } from "../../server/src/cli/findFiles.ts";
import { runCli } from "../support/runCli.ts";
import { account } from "../support/unprivileged.ts";
import { checkIn } from "./checkIn.ts";

const { at, write, check } = checkIn({});

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
  const cwd = at("postgresql/17/main");
  expect((await runCli(["check", "conf.d/tls.conf"], { cwd })).status).toBe(1);
  expect((await runCli(["check", "."], { cwd })).status).toBe(1);
});

test("a folder without configuration is reported", async () => {
  mkdirSync(at("empty"));
  const run = await check("empty");
  expect(run).toMatchObject({ status: 0, output: "" });
  expect(run.errors).toMatch(/^pgssl: empty: .*no configuration/);
});

test("copies that nothing reads are checked by their names alone", async () => {
  write("copies/pg_hba.conf.bak", "hosst all all all md5\n");
  write("copies/pg_hba.conf.example", "local all all peer\n");
  expect((await check("copies")).output).toBe("");
  expect((await check("copies/pg_hba.conf.bak")).output).toContain("hba-type-unknown");
});

test("what may not be looked into is not clean", async () => {
  write("closed/inner/pg_hba.conf", "hosst\n");
  chmodSync(at(), 0o755);
  const inner = at("closed/inner");
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
    await expect(find(`${inner}/pg_hba.conf`)).rejects.toThrow(/pg_hba\.conf: no permission/);
    expect(await find(at("closed"))).toEqual([]);
  } finally {
    if (account) process.seteuid?.(0);
    chmodSync(inner, 0o755);
  }
  expect(passedOver).toEqual([inner]);
});

test.each([
  ["pgbouncer.ini", "[databases]\n[pgbouncer]\nclient_tls_sslmode = verfy-full\n"],
  [".pg_service.conf", "[shop]\nsslmode=verfy-full\n"],
  [".env", "PGSSLMODE=verfy-full\n"],
])("standard input may be a client's file: %s", async (name, input) => {
  const run = await runCli(["check", "--stdin-filename", name], { cwd: at("."), input });
  expect(run).toMatchObject({ status: 1, output: expect.stringContaining("verify-full") });
});

test("a folder whose name is no text is passed over with its reason", async () => {
  mkdirSync(Buffer.concat([Buffer.from(at("odd")), Buffer.from([0xff])]));
  const run = await runCli(["check", "."], { cwd: at(".") });
  expect(run.errors).toContain("the name is not UTF-8, skipped");
});
