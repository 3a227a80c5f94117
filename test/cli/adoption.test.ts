import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  [undefined, "cannot be read (ENOENT)"],
])("a baseline of %j is refused", async (content, reason) => {
  writeHba(hba);
  if (content !== undefined) writeFileSync(at("known.json"), content);
  expect(await check("main", "--baseline", "known.json")).toMatchObject({
    status: 2,
    errors: expect.stringContaining(reason),
  });
});

test("only lines that changed since a commit count; a new file counts as a whole", async () => {
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...words], {
      cwd: at("."),
      stdio: "pipe",
    });
  writeHba(hba);
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  expect(await check("main", "--changed-since", "HEAD")).toEqual({ status: 0, output: "", errors: "" });

  writeHba(`local all all peer\r\n${hba.replaceAll("\n", "\r\n")}hostsl all all all md5\r\n`);
  const { status, output } = await check("main", "--changed-since", "HEAD");
  expect(status).toBe(1);
  expect(errorsIn(output)).toEqual(["main/pg_hba.conf:4"]);

  writeFileSync(at("new.pg_hba.conf"), "hosst all all all md5\n");
  expect(errorsIn((await check("new.pg_hba.conf", "--changed-since", "HEAD")).output)).toEqual([
    "new.pg_hba.conf:1",
  ]);
  for (const revision of ["nothing", "--output=x"])
    expect((await check("main", `--changed-since=${revision}`)).status).toBe(2);
});
