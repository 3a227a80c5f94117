import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();

/** A file system of this kernel whose server is there and answers nothing, seen by one shell and what it starts. */
const mountAndRun = `
exec 3<>/dev/fuse || exit 99
mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none "$1" || exit 99
shift
exec "$@" 3<&3`;

const unshare = ["unshare", "-m", "sh", "-c", mountAndRun, "sh"] as const;

/** Only root mounts, and not in every container; `deadMount.test.ts` does the same without a mount. */
const canMount =
  spawnSync(unshare[0], [...unshare.slice(1), "/mnt", "true"], { stdio: "ignore" }).status === 0;

/** Runs pgssl where `dead` is mounted. */
function run(...args: readonly string[]): Promise<string> {
  const command = [at("dead"), process.execPath, join(projectRoot, "dist/cli.cjs"), ...args];
  const child = spawn(unshare[0], [...unshare.slice(1), ...command], {
    cwd: at(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part) => (output += part));
  return new Promise((resolve) => child.on("close", () => resolve(output)));
}

describe.runIf(canMount)("a mounted file system that does not answer", () => {
  beforeAll(() => {
    for (const folder of ["dead", "cluster"]) mkdirSync(at(folder));
    writeFileSync(at("cluster/postgresql.conf"), `include '${at("dead/more.conf")}'\n`);
    writeFileSync(at("cluster/pg_hba.conf"), "host all all 10.1.2.3 md5\n");
  });

  test.concurrent.each<[args: readonly string[], expected: string]>([
    [["check", "dead/pg_hba.conf"], "dead/pg_hba.conf: no answer from the file system"],
    [["check", "cluster"], "pg_hba.conf:1:14: error"],
    [["check", "--fix", "dead/pg_hba.conf", "cluster"], "+host all all 10.1.2.3/32 md5"],
    [["explain", "dead", "--user=a", "--local"], "dead: no answer from the file system"],
    [["explain", "dead/pg_hba.conf", "--user=a", "--local"], "pg_hba.conf: no answer from the file system"],
    [["explain", "cluster", "--user=a", "--local"], "Not all that the server reads was read here"],
    [
      ["explain", "cluster", "--user=a", "--address=::1", "--cert=dead/a.crt"],
      "a.crt: no answer from the file system",
    ],
    [["inspect", "dead/a.crt"], "dead/a.crt: cannot be read: no answer from the file system"],
    [["init", "self-signed", "dead"], "dead/postgresql.conf: no answer from the file system"],
    [["init", "self-signed", "--out=dead"], "server.key: no answer from the file system"],
    // Which of the certificates is the first to be given up depends on the machine.
    [["init", "ca", "--ca=dead"], ".crt: no answer from the file system"],
    [
      ["init", "ca", "--ca=ca", "--out=out", "--encrypt-ca-key", "--ca-passphrase-file=dead/p"],
      "dead/p: no answer from the file system",
    ],
  ])("pgssl %j", async (args, expected) => {
    expect(await run(...args)).toContain(expected);
  });
});
