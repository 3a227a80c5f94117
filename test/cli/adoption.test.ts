import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
const check = (...args: string[]) => runCli(["check", "--server-version", "18", ...args], { cwd: at(".") });

const hba = 'hosst all all all md5\nlocal all all ldap ldapserver=x ldapprefix=y ldapbindpasswd="geheim1"\n';

function writeHba(text: string): void {
  mkdirSync(at("main"), { recursive: true });
  writeFileSync(at("main/pg_hba.conf"), text);
}

const errorsIn = (output: string): string[] =>
  [...output.matchAll(/^(\S+:\d+):\d+: error/gm)].map(([, place]) => place as string);

test("known findings stay silent where lines move, new ones fail, fixed ones are listed", async () => {
  writeHba(hba);
  const first = await check("main", "--write-baseline", "known.json");
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining("hba-type-unknown") });
  expect(readFileSync(at("known.json"), "utf8")).not.toContain("geheim1");
  expect(await check("main", "--baseline", "known.json")).toEqual({ status: 0, output: "", errors: "" });

  writeHba(`# a comment\n\nlocal mine me peer\n${hba.replaceAll("  ", " ")}`);
  expect(await check("main", "--baseline", "known.json")).toEqual({ status: 0, output: "", errors: "" });
  const elsewhere = await runCli(["check", ".", "--server-version", "18", "--baseline", "../known.json"], {
    cwd: at("main"),
  });
  expect(elsewhere).toEqual({ status: 0, output: "", errors: "" });

  writeHba(`${hba}hosst all all all md5\nhostsl all all all md5\n`);
  const more = await check("main", "--baseline", "known.json");
  expect(more.status).toBe(1);
  expect(errorsIn(more.output)).toEqual(["main/pg_hba.conf:3", "main/pg_hba.conf:4"]);

  writeHba("local all all peer\n");
  const fixed = await check("main", "--baseline", "known.json");
  expect(fixed.status).toBe(0);
  expect(fixed.errors).toContain("main/pg_hba.conf: hba-type-unknown is fixed");
});

test.each([
  ["", "not a baseline"],
  ['{"version":2,"files":{}}', "not a baseline"],
  ['{"version":1,"files":{"x":[1]}}', "not a baseline"],
  ["null", "not a baseline"],
  ['{"version":1,"files":{"__proto__":[{"rule":1,"fingerprint":""}]}}', "not a baseline"],
  [undefined, "there is no such file"],
])("a baseline of %j is refused", async (content, reason) => {
  writeHba(hba);
  if (content !== undefined) writeFileSync(at("known.json"), content);
  expect(await check("main", "--baseline", "known.json")).toMatchObject({
    status: 2,
    errors: expect.stringContaining(reason),
  });
});

test("a baseline that is no ordinary file, or larger than any, is refused at once", async () => {
  writeHba(hba);
  writeFileSync(at("huge.json"), "");
  truncateSync(at("huge.json"), 200 * 1024 * 1024);
  mkdirSync(at("folder.json"));
  symlinkSync("/dev/zero", at("endless.json"));
  for (const name of ["huge", "folder", "endless"])
    expect(await check("main", "--baseline", `${name}.json`)).toMatchObject({
      status: 2,
      errors: expect.stringMatching(/cannot be read \((?:too-large|directory|not-a-file|unreadable)\)/),
    });
});

test("a baseline knows nothing of a file under its new name, and is read with a byte-order mark", async () => {
  writeHba(hba);
  await check("main", "--write-baseline", "known.json");
  writeFileSync(at("known.json"), `\ufeff${readFileSync(at("known.json"), "utf8")}`);
  expect((await check("main", "--baseline", "known.json")).status).toBe(0);
  rmSync(at("main/pg_hba.conf"));
  writeFileSync(at("main/pg_hba.prod.conf"), hba);
  const renamed = await check("main", "--baseline", "known.json");
  expect(errorsIn(renamed.output)[0]).toBe("main/pg_hba.prod.conf:1");
});

test("a baseline goes neither over a file that is checked nor over a report", async () => {
  writeHba(hba);
  expect(await check("main", "--write-baseline", "main/pg_hba.conf")).toMatchObject({ status: 2 });
  expect(readFileSync(at("main/pg_hba.conf"), "utf8")).toBe(hba);
  const both = await check("main", "--write-baseline", "x.json", "--output", "json=./x.json");
  expect(both).toMatchObject({
    status: 2,
    errors: "pgssl: x.json: two reports cannot go to one file\n",
  });
});
