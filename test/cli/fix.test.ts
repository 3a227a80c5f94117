import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CheckedFile } from "../../server/src/cli/checkedFile.ts";
import { runCli } from "../support/runCli.ts";

let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const check = (...args: string[]) => runCli(["check", ...args], { cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-fix-"));
  write("clean/pg_hba.conf", "local all all peer\nhostssl all all 10.0.0.0/8 scram-sha-256\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("--fix", () => {
  const before = Buffer.from(
    "# caf\xe9\r\nHOSTSSL all all 10.0.0.1 md5 # one address\r\nlocal all all peer",
    "latin1",
  );
  const after = Buffer.from(
    "# caf\xe9\r\nHOSTSSL all all 10.0.0.1/32 md5 # one address\r\nlocal all all peer",
    "latin1",
  );
  const path = () => join(folder, "fixed/pg_hba.conf");
  beforeEach(() => {
    write("fixed/pg_hba.conf", "");
    writeFileSync(path(), before);
    chmodSync(path(), 0o640);
  });

  test("writes what is safe, keeps encoding, line ends and mode, and says what it changed", async () => {
    const { status, output, errors } = await check("fixed", "--fix", "--format", "json");
    expect(readFileSync(path()).equals(after)).toBe(true);
    expect(statSync(path()).mode & 0o777).toBe(0o640);
    expect(errors).toContain("@@ -2,1 +2,1 @@");
    expect(status).toBe(1);
    const [file] = (JSON.parse(output) as { files: CheckedFile[] }).files;
    expect(file?.diagnostics.map(({ rule }) => rule)).toContain("hba-type-unknown");
  });

  test("as a dry run prints a diff that patch takes, and leaves the file alone", async () => {
    const { status, output } = await check("fixed", "--fix-dry-run");
    expect(status).toBe(1);
    expect(readFileSync(path()).equals(before)).toBe(true);
    expect(output).toBe(
      `--- fixed/pg_hba.conf\n+++ fixed/pg_hba.conf\n@@ -2,1 +2,1 @@\n-HOSTSSL all all 10.0.0.1 md5 # one address\r\n+HOSTSSL all all 10.0.0.1/32 md5 # one address\r\n`,
    );
    expect(await check("clean", "--fix-dry-run")).toEqual({ status: 0, output: "", errors: "" });
  });

  const unfixed = "HOSTSSL all all 10.0.0.1 md5\n";
  const fixed = "HOSTSSL all all 10.0.0.1/32 md5\n";
  const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

  test("leaves alone what is not beneath the paths that it was given, by its real path", async () => {
    for (const name of ["home/.profile", "home/linked", "within/data/real.conf"]) write(name, unfixed);
    write("within/data/pg_hba.conf", `include ../../home/.profile\ninclude linked.conf\ninclude real.conf\n`);
    symlinkSync("../../home/linked", join(folder, "within/data/linked.conf"));
    for (const how of ["--fix-dry-run", "--fix"]) {
      const { errors, output } = await check("within", how);
      expect(errors).toContain("home/.profile: outside, not changed");
      expect(errors).toContain("linked.conf: outside, not changed");
      expect(errors).not.toContain("real.conf: outside");
      expect(`${errors}${output}`).toContain("+++ within/data/real.conf");
    }
    expect(["home/.profile", "home/linked", "within/data/real.conf"].map(textOf)).toEqual([
      unfixed,
      unfixed,
      fixed,
    ]);
  });

  test("changes a main file that is a link only where it was named and leads to such a file", async () => {
    for (const target of ["pg_hba.conf", ".profile"]) {
      write(`other/${target}`, unfixed);
      rmSync(join(folder, "links"), { recursive: true, force: true });
      mkdirSync(join(folder, "links"));
      symlinkSync(`../other/${target}`, join(folder, "links/pg_hba.conf"));
      const outside = "links/pg_hba.conf: outside, not changed";
      expect((await check("links", "--fix")).errors).toContain(outside);
      expect(textOf(`other/${target}`)).toBe(unfixed);
      const { errors } = await check("links/pg_hba.conf", "--fix");
      if (target === ".profile") expect(errors).toContain(outside);
      expect(textOf(`other/${target}`)).toBe(target === ".profile" ? unfixed : fixed);
    }
  });

  test("refuses a file with several names, reports what is in it, and goes on", async () => {
    write("several/a/pg_hba.conf", unfixed);
    write("several/b/pg_hba.conf", unfixed);
    linkSync(join(folder, "several/a/pg_hba.conf"), join(folder, "several/second"));
    const { status, errors, output } = await check("several", "--fix", "--format", "json");
    expect(errors).toMatch(/several\/a\/pg_hba\.conf was not changed: it has 2 names \(hard links\)/);
    expect(status).toBe(2);
    expect(["several/a/pg_hba.conf", "several/second", "several/b/pg_hba.conf"].map(textOf)).toEqual([
      unfixed,
      unfixed,
      fixed,
    ]);
    const { files } = JSON.parse(output) as { files: CheckedFile[] };
    expect(
      files.map(({ diagnostics }) => diagnostics.map(({ rule }) => rule).includes("hba-mask-missing")),
    ).toEqual([true, false]);
  });

  const attributes = (script: string, path: string) =>
    execFileSync("python3", ["-c", `import os, sys; p = sys.argv[1]; ${script}`, path]).toString();
  const hasAttributes = (() => {
    const probe = join(mkdtempSync(join(tmpdir(), "pgssl-probe-")), "file");
    writeFileSync(probe, "");
    try {
      attributes("os.setxattr(p, 'user.pgssl', b'1')", probe);
      return true;
    } catch {
      return false;
    } finally {
      rmSync(dirname(probe), { recursive: true });
    }
  })();

  test.runIf(hasAttributes)("keeps extended attributes and the access control list", async () => {
    attributes("os.setxattr(p, 'user.owner', b'ops')", path());
    // An access control list as the kernel keeps it: user 1234 may read.
    const list =
      "02000000 01000600ffffffff 02000400d2040000 04000000ffffffff 10000400ffffffff 20000000ffffffff";
    attributes(`os.setxattr(p, 'system.posix_acl_access', bytes.fromhex('${list}'))`, path());
    const read = () => attributes("print(sorted((n, os.getxattr(p, n)) for n in os.listxattr(p)))", path());
    const found = read();
    expect(found).toContain("posix_acl_access");
    await check("fixed", "--fix");
    expect(readFileSync(path()).equals(after)).toBe(true);
    expect(read()).toBe(found);
  });

  test("sweeps what a run that was killed left behind, and nothing of a process that lives", async () => {
    write("fixed/.pgssl-999999999-0123456789abcdef", "half");
    write(`fixed/.pgssl-${process.pid}-0123456789abcdef`, "being written");
    await check("fixed", "--fix-dry-run");
    expect(readdirSync(join(folder, "fixed"))).toHaveLength(3);
    await check("fixed", "--fix");
    expect(readdirSync(join(folder, "fixed")).sort()).toEqual([
      `.pgssl-${process.pid}-0123456789abcdef`,
      "pg_hba.conf",
    ]);
    writeFileSync(path(), after);
    write("fixed/.pgssl-999999999-0123456789abcdef", "half");
    await check("fixed", "--fix");
    expect(readdirSync(join(folder, "fixed"))).toHaveLength(2);
  });

  test("changes nothing that ALTER SYSTEM wrote, and takes no standard input", async () => {
    write("auto/postgresql.conf", "port = 5432\n");
    write("auto/postgresql.auto.conf", "ssl_ecdh_curve = 'prime256v1'\n");
    expect(await check("auto", "--fix-dry-run")).toMatchObject({ status: 0, output: "" });
    expect(await check("--fix", "--stdin-filename", "pg_hba.conf")).toMatchObject({ status: 2, output: "" });
  });
});
