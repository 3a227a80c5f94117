import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerTest();
const mode = (path: string) => statSync(path).mode & 0o777;

/**
 * A script that kills its process at one of its calls on the file system, so that every moment between two of them comes up.
 * Without a number it counts them.
 */
const killer = `
const promises = require("node:fs/promises"), fs = require("node:fs");
let calls = 0;
const at = Number(process.env.KILL_AT);
const count = () => { if (++calls === at) process.kill(process.pid, "SIGKILL"); };
for (const [owner, names] of [[promises, ["open", "link", "rename", "unlink", "mkdir"]], [fs, ["renameSync"]]])
  for (const name of names) {
    const real = owner[name];
    owner[name] = (...args) => { count(); return real(...args); };
  }
const { open } = promises;
promises.open = async (...args) => {
  const file = await open(...args);
  for (const name of ["writeFile", "chmod", "sync", "close"]) {
    const real = file[name];
    file[name] = (...more) => { count(); return real.apply(file, more); };
  }
  return file;
};
process.on("exit", () => fs.writeFileSync(process.env.KILL_COUNT, String(calls)));
`;

/** Runs to the end once for a count, then once more for each call, killed at it. */
async function killEverywhere(
  args: readonly string[],
  prepare: () => void,
  look: (step: number) => void,
): Promise<void> {
  const script = at("killer.cjs");
  writeFileSync(script, killer);
  const counted = at("count");
  /** Not waited for without letting go: Vitest takes a worker that is silent for a minute for lost. */
  const run = async (step: number): Promise<{ status: number | null; signal: string | null }> => {
    const cli = join(projectRoot, "dist/cli.cjs");
    const env = { ...process.env, KILL_AT: String(step), KILL_COUNT: counted };
    const child = spawn(process.execPath, ["--require", script, cli, ...args], { env, stdio: "ignore" });
    const [status, signal] = await once(child, "exit");
    return { status, signal };
  };
  prepare();
  expect((await run(0)).status).toBe(0);
  const calls = Number(readFileSync(counted, "utf8"));
  expect(calls).toBeGreaterThan(10);
  for (let step = 1; step <= calls; step++) {
    prepare();
    expect((await run(step)).signal).toBe("SIGKILL");
    look(step);
  }
}

/** Files that are there are whole and have their modes; hidden ones are nobody else's to read. */
function lookAt(paths: readonly string[], modes: Readonly<Record<string, number>>): void {
  for (const path of paths.filter((one) => existsSync(one))) {
    for (const name of readdirSync(path)) {
      const file = join(path, name);
      if (!statSync(file).isFile()) continue;
      if (name.startsWith(".pgssl-")) expect(mode(file) & 0o077 & ~0o044).toBe(0);
      if (name.startsWith(".pgssl-") && readFileSync(file, "utf8").includes("PRIVATE KEY"))
        expect(mode(file)).toBe(0o600);
      if (!/\.(crt|key)$/.test(name)) continue;
      expect(mode(file)).toBe(modes[name.slice(-4)]);
      const [block] = pki.decode(readFileSync(file)).blocks;
      expect(block?.problem).toBeUndefined();
      expect(block?.certificate ?? block?.key?.publicKey).toBeDefined();
    }
  }
}
const modes = { ".crt": 0o644, ".key": 0o600 };
const keyOf = (path: string) => pki.decode(readFileSync(path)).blocks[0];

test("killed at any moment it leaves whole files or none, and no certificate without its key", async () => {
  const [ca, server] = [at("ca"), at("server")];
  const args = ["init", "ca", "--ca", ca, "--out", server, "--host", "db"];
  let left = 0;
  await killEverywhere(
    args,
    () => {
      for (const path of [ca, server]) rmSync(path, { recursive: true, force: true });
    },
    () => {
      lookAt([ca, server], modes);
      for (const [path, name] of [
        [ca, "root"],
        [server, "server"],
      ] as const) {
        if (!existsSync(join(path, `${name}.crt`))) continue;
        const certificate = keyOf(join(path, `${name}.crt`))?.certificate;
        expect(keyOf(join(path, `${name}.key`))?.key?.publicKey).toEqual(certificate?.publicKey);
      }
      left += existsSync(server)
        ? readdirSync(server).filter((name) => name.startsWith(".pgssl-")).length
        : 0;
    },
  );
  expect(left).toBeGreaterThan(0);
  rmSync(ca, { recursive: true, force: true });
  for (const name of readdirSync(server).filter((one) => !one.startsWith("."))) rmSync(join(server, name));
  writeFileSync(join(server, ".pgssl-999999999-0123456789abcdef"), "left by a process that is gone");
  expect((await runCli(args)).status).toBe(0);
  expect(readdirSync(server).sort()).toEqual(["server.crt", "server.key"]);
});

test("a renewal killed at any moment leaves the old pair or the new one", async () => {
  const [ca, server] = [at("ca"), at("server")];
  const [crt, key] = [join(server, "server.crt"), join(server, "server.key")];
  expect((await runCli(["init", "ca", "--ca", ca, "--out", server, "--host", "db"])).status).toBe(0);
  const old = [readFileSync(crt), readFileSync(key)] as const;
  let apart = 0;
  await killEverywhere(
    ["init", "renew", "--ca", ca, "--certificate", crt, "--new-key", "--force", key],
    () => {
      for (const name of readdirSync(server)) rmSync(join(server, name));
      writeFileSync(crt, old[0], { mode: 0o644 });
      writeFileSync(key, old[1], { mode: 0o600 });
    },
    () => {
      lookAt([server], modes);
      expect(existsSync(crt) && existsSync(key)).toBe(true);
      const certificate = keyOf(crt)?.certificate;
      if (keyOf(key)?.key?.publicKey?.fingerprint !== certificate?.publicKey.fingerprint) apart++;
    },
  );
  expect(apart).toBeLessThanOrEqual(1); // between two names that are given one directly after the other
});
