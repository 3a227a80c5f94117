import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CliRun, runCli } from "../support/runCli.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerTest();

/** Files of a folder by path, hidden ones of ours that wait for their names apart. */
function filesBelow(folder: string): { readonly files: Record<string, string>; readonly left: string[] } {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const files: Record<string, string> = {};
  const left: string[] = [];
  for (const name of names.sort()) {
    if (/(^|\/)\.pgssl-/.test(name)) left.push(name);
    else if (!existsSync(join(folder, name, "."))) files[name] = readFileSync(join(folder, name), "latin1");
  }
  return { files, left };
}

/** A run whose n-th change below a folder fails, or is the last thing it does; `calls` is how many there were. */
async function interrupted(
  args: readonly string[],
  how: string,
  n: number,
): Promise<CliRun & { calls: number }> {
  const run = await runCli(args, {
    env: {
      PGSSL_INTERRUPT: `${how} ${n} ${at("work")}`,
      NODE_OPTIONS: `--import ${join(projectRoot, "test/support/interrupt.mjs")}`,
      HOME: at("home"),
    },
  });
  return { ...run, calls: Number(/calls: (\d+)/.exec(run.errors)?.[1] ?? Number.NaN) };
}

const hba = "host all all 10.0.0.0/8 scram-sha-256\n";
const cluster = { "data/PG_VERSION": "18\n", "data/postgresql.conf": "ssl = on\n", "data/pg_hba.conf": hba };

function makeCluster(files: Readonly<Record<string, string>>): void {
  rmSync(at("work"), { recursive: true, force: true });
  mkdirSync(at("work", "data"), { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writeFileSync(at("work", name), text);
}

describe.each(["kill", "ENOSPC"])("%s at every change", (how) => {
  test("of check --fix: each file is the old one or the new one, and the next run is as if nothing had been", async () => {
    const old = { ...cluster, "data/pg_hba.conf": "local all all peer\nlocal all all ident map=m\n" };
    makeCluster(old);
    const fix = ["check", "--fix", at("work", "data")];
    const { calls } = await interrupted(fix, how, 0);
    const { files: fixed } = filesBelow(at("work"));
    expect(fixed).not.toEqual(old);
    expect(calls).toBeGreaterThan(3);
    for (let n = 1; n <= calls; n++) {
      makeCluster(old);
      const run = await interrupted(fix, how, n);
      const { files, left } = filesBelow(at("work"));
      expect([old, fixed], `change ${n}`).toContainEqual(files);
      if (how !== "kill") {
        expect(left, `change ${n}`).toEqual([]);
        expect(run.status, run.errors).toBe(2);
        expect(run.errors).toContain("pg_hba.conf");
      }
      await runCli(fix);
      expect(filesBelow(at("work")), `after change ${n}`).toEqual({ files: fixed, left: [] });
    }
  });
});
