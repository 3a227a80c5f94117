import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { interrupt } from "../support/interrupt.mjs";
import { folderPerTest } from "../support/scratchFolder.ts";
import { setUp } from "../support/setUp.ts";
import { giveAway } from "../support/unprivileged.ts";

const at = folderPerTest();
const conf = "port = 5432\n";
const hba = "host all all 10.0.0.0/8 scram-sha-256\n";
const newHba = "hostssl all all 10.0.0.0/8 scram-sha-256\n";

async function makeCluster(): Promise<void> {
  for (const name of ["ca", "data"]) rmSync(at("work", name), { recursive: true, force: true });
  mkdirSync(at("work", "data"), { recursive: true, mode: 0o700 });
  const files = { PG_VERSION: "18\n", "postgresql.conf": conf, "pg_hba.conf": hba };
  for (const [name, text] of Object.entries(files)) writeFileSync(at("work", "data", name), text);
  await giveAway(at("work", "data"));
}

const run = () =>
  setUp({
    path: "ca",
    cluster: at("work", "data"),
    authorityFolder: at("work", "ca"),
    hosts: ["db.example.com"],
    configuration: { cleartext: "hostssl" },
  });

const made = ["ca/root.crt", "ca/root.key", "data/server.crt", "data/server.key"];

/** What is there, beside what was there before, hidden files last. */
function presentFiles() {
  const read = (name: string) => readFileSync(at("work", name));
  const present = made.filter((name) => existsSync(at("work", name)));
  const names = readdirSync(at("work"), { recursive: true, encoding: "utf8" });
  const keys = new Map<string, string | undefined>();
  for (const name of present) {
    const { blocks } = pki.decode(read(name));
    expect(blocks.length, name).toBeGreaterThan(0);
    for (const { problem } of blocks) expect(problem, name).toBeUndefined();
    keys.set(name, (blocks[0]?.certificate?.publicKey ?? blocks[0]?.key?.publicKey)?.fingerprint);
  }
  return {
    present,
    keys,
    conf: read("data/postgresql.conf").toString(),
    hba: read("data/pg_hba.conf").toString(),
    left: names.filter((name) => /(^|\/)\.pgssl-/.test(name)),
  };
}

/** Each file is whole, no certificate is without its key, and no configuration names what is not there. */
function expectSound(when: string) {
  const now = presentFiles();
  const { present, keys } = now;
  for (const name of ["ca/root", "data/server"]) {
    if (!present.includes(`${name}.crt`)) continue;
    expect(present, when).toContain(`${name}.key`);
    expect(keys.get(`${name}.crt`), when).toBe(keys.get(`${name}.key`));
  }
  expect([conf, `ssl = on\n${conf}`], when).toContain(now.conf);
  expect([hba, newHba], when).toContain(now.hba);
  if (now.conf !== conf) expect(present, when).toEqual(made);
  return now;
}

/** Gives hidden files the number of a process that is no more, as if the one that was killed had made them. */
function bury(left: readonly string[]): void {
  for (const name of left)
    renameSync(at("work", name), at("work", name.replace(/\.pgssl-\d+-/, ".pgssl-99999999-")));
}

async function changesOf(how: string, n: number): Promise<{ calls: number; error?: unknown }> {
  await makeCluster();
  const { calls, end } = await interrupt({ how, at: n, folder: at("work") });
  try {
    await run();
    return { calls: calls() };
  } catch (error) {
    return { calls: calls(), error };
  } finally {
    end();
  }
}

test("killed at any change, init leaves whole files, which the next run completes", async () => {
  const { calls, error } = await changesOf("freeze", 0);
  expect([error, calls > 20]).toEqual([undefined, true]);
  const done = expectSound("undisturbed");
  expect([done.present, done.left, done.hba]).toEqual([made, [], newHba]);
  for (let n = 1; n <= calls; n++) {
    await changesOf("freeze", n);
    bury(expectSound(`killed at change ${n}`).left);
    await run();
    const { present, left, conf: last, hba } = expectSound(`after a kill at change ${n}`);
    expect([present, left, last, hba], `after a kill at change ${n}`).toEqual([made, [], done.conf, newHba]);
  }
});

/** Whether this process may mount a file system of its own. */
const mayMount =
  process.platform === "linux" &&
  spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", tmpdir()]).status === 0;

test.runIf(mayMount)("on a full file system, init writes all or nothing", async () => {
  const size = 24; // pages
  const page = 4096;
  const outcomes = new Set<number>();
  for (let free = 0; free <= 12; free += 2) {
    rmSync(at("work"), { recursive: true, force: true });
    mkdirSync(at("work"));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size * page}`, "none", at("work")]);
    try {
      await makeCluster();
      const { bavail } = statfsSync(at("work"));
      writeFileSync(at("work", "full"), Buffer.alloc(Math.max(bavail - free, 0) * page));
      await run().catch(() => undefined);
      const { present, left } = expectSound(`${free} pages free`);
      expect(left).toEqual([]);
      outcomes.add(present.length);
    } finally {
      execFileSync("umount", [at("work")]);
    }
  }
  expect(outcomes).toEqual(new Set([0, made.length]));
});

test("without space at any change, init says so and leaves nothing half done", async () => {
  const { calls } = await changesOf("ENOSPC", 0);
  for (let n = 1; n <= calls; n++) {
    const { error } = await changesOf("ENOSPC", n);
    const when = `no space at change ${n}`;
    const { present, left, conf: lastConf, hba: lastHba } = expectSound(when);
    expect(left, when).toEqual([]);
    expect([0, made.length], when).toContain(present.length);
    expect(lastConf === conf, when).toBe(lastHba === hba);
    const words = error === undefined ? "done" : (error as Error).message;
    if (words === "done") expect([present, lastHba], when).toEqual([made, newHba]);
    if (words.includes("Nothing was written")) expect(present, when).toEqual([]);
  }
});
