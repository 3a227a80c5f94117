import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
const isPosix = process.platform !== "win32";

/** A repository of a stranger beside a folder of the user's. */
function makeFolders(): void {
  for (const folder of ["repo", "home"]) mkdirSync(at(folder));
  writeFileSync(at("home/profile"), "c4n4ry of the user\n");
  writeFileSync(at("repo/pg_hba.conf"), "hosst all all 10.0.0.5/8 md5\n");
}
const pgssl = (...args: string[]) => runCli(args, { cwd: at("repo") });

test.each([
  ["--output", "sarif=report"],
  ["--write-baseline", "report"],
])("%s does not follow a link out of its folder", async (...option) => {
  makeFolders();
  symlinkSync(at("home/profile"), at("repo/report"));
  const { status, errors } = await pgssl("check", ...option, "pg_hba.conf");
  expect(status).toBe(2);
  expect(errors).toContain(`report: cannot be written (a link to ${at("home/profile")})`);
  expect(readFileSync(at("home/profile"), "utf8")).toBe("c4n4ry of the user\n");
});

test("a report makes nothing at the end of a link that leads to nothing, and follows one within its folder", async () => {
  makeFolders();
  symlinkSync(at("home/new"), at("repo/report"));
  expect((await pgssl("check", "--output", "sarif=report", "pg_hba.conf")).status).toBe(2);
  expect(readdirSync(at("home"))).toEqual(["profile"]);
  writeFileSync(at("repo/real"), "former");
  symlinkSync("real", at("repo/link"));
  expect((await pgssl("check", "--output", "sarif=link", "pg_hba.conf")).status).toBe(1);
  expect(readFileSync(at("repo/real"), "utf8")).toContain('"2.1.0"');
});

test
  .runIf(isPosix)
  .each<[args: string[]]>([
    [["check", "--baseline", "fifo", "pg_hba.conf"]],
    [["format", "--check", "fifo"]],
    [["explain", "--service", "x", "."]],
    [["live", "service=x"]],
    [["live", "host=localhost port=1 sslmode=verify-ca sslrootcert=fifo"]],
    [["probe", "--root-cert", "fifo", "localhost:1"]],
  ])("%j does not wait for a FIFO", async (args) => {
  makeFolders();
  execFileSync("mkfifo", [at("repo/fifo")]);
  const { status, errors } = await runCli(args, {
    cwd: at("repo"),
    env: { PGSERVICEFILE: at("repo/fifo") },
  });
  expect(status).toBe(2);
  expect(errors).toContain("fifo: ");
  expect(errors).toMatch(/not a regular file|not-a-file/);
});

test("a link that is named is not quoted where it leads to what is no configuration, nor is that changed", async () => {
  makeFolders();
  symlinkSync(at("home/profile"), at("repo/linked.pg_hba.conf"));
  for (const args of [["check"], ["check", "--fix"], ["explain", "--user", "a", "--address", "10.0.0.1"]]) {
    const { output, errors } = await pgssl(...args, "linked.pg_hba.conf");
    expect(output + errors).not.toContain("c4n4ry");
  }
  expect(readFileSync(at("home/profile"), "utf8")).toBe("c4n4ry of the user\n");
  // The user's own configuration is known by its name.
  writeFileSync(at("home/pg_hba.conf"), "c4n4ry all all 10.0.0.0/8 md5\n");
  symlinkSync(at("home/pg_hba.conf"), at("repo/main.pg_hba.conf"));
  expect((await pgssl("check", "main.pg_hba.conf")).output).toContain("c4n4ry");
});
