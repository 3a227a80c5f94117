import {
  chmod,
  chown,
  lchown,
  link,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { startLspClient } from "../support/lspClient.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();

test("until the first diagnostics nothing is loaded that they do not need", async () => {
  // Reported by the process itself when it ends: the bundle's files that it read.
  const report = at("loaded.json");
  const spy = at("spy.cjs");
  await writeFile(
    spy,
    `const fs = require("fs");
     const { readFileSync } = fs;
     const files = [];
     fs.readFileSync = (path, ...rest) => { files.push(path); return readFileSync(path, ...rest); };
     process.on("exit", () =>
       fs.writeFileSync(${JSON.stringify(report)}, JSON.stringify({ files })));`,
  );
  const client = await startLspClient(["--require", spy, join(projectRoot, "dist/server.cjs"), "--stdio"]);
  const uri = "file:///nowhere/pg_hba.conf";
  await client.open(uri, "pg-hba", "hostssl all all 10.0.0.0/8 md5\n".repeat(100));
  expect(await client.diagnostics(uri)).not.toEqual([]);
  await client.stop();

  const { files } = JSON.parse(await readFile(report, "utf8")) as { files: string[] };
  const chunks = join(projectRoot, "dist/server");
  const bundled = files.filter((path) => dirname(String(path)) === chunks).map((path) => basename(path));
  // What is loaded when it is needed (X.509, manifests, YAML, the set-up, causes of messages) has a name of its own.
  const names = bundled.map((name) => name.replace(/-[A-Z0-9]{8}\.cjs$/, ""));
  expect(new Set(names)).toEqual(new Set(["chunk", "server"]));
  const sizes = await Promise.all(bundled.map(async (name) => (await stat(join(chunks, name))).size));
  // Rules and what they know, of PgBouncer and drivers as well, are half of it: loaded late they would make the first answer two.
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_270_000);
});

test("what decodes certificates is loaded once a file that names them has been open for a moment", async () => {
  const log = at("read.log");
  const spy = at("logging.cjs");
  await writeFile(
    spy,
    `const fs = require("fs");
     const { readFileSync } = fs;
     fs.readFileSync = (path, ...rest) => {
       fs.appendFileSync(${JSON.stringify(log)}, path + "\\n");
       return readFileSync(path, ...rest);
     };`,
  );
  const client = await startLspClient(["--require", spy, join(projectRoot, "dist/server.cjs"), "--stdio"]);
  await client.open("file:///nowhere/postgresql.conf", "postgresql-conf", "port = 5433\n");
  const hasDecoder = async () => {
    const paths = (await readFile(log, "utf8")).split("\n").filter((path) => path.endsWith(".cjs"));
    const bundled = await Promise.all([...new Set(paths)].map((path) => readFile(path, "utf8")));
    return bundled.some((code) => code.includes("isCrlSignedBy:"));
  };
  await expect.poll(hasDecoder).toBe(true);
  await client.stop();
});

test("what was compiled is kept for the next start, unless others could have written it", async () => {
  const cache = at("cache");
  const run = async (more: Record<string, string> = {}) => {
    expect(await runCli(["--version"], { env: { XDG_CACHE_HOME: cache, ...more } })).toMatchObject({
      status: 0,
    });
    const names = await readdir(join(cache, "pgssl")).catch(() => []);
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(cache, "pgssl", name);
        const { mode, mtimeMs, size, ino } = await stat(path);
        return { path, mode: mode & 0o777, made: `${ino} ${mtimeMs}`, size };
      }),
    );
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  expect(await run({ NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual([]);
  const first = await run();
  expect(first.length).toBeGreaterThan(0);
  expect(first.every(({ mode, size }) => mode === 0o600 && size > 0)).toBe(true);
  expect(await run(), "used as it is").toEqual(first);

  const [one, ...others] = first;
  if (!one) return;
  await chmod(one.path, 0o666);
  const again = await run();
  expect(again[0]).toMatchObject({ path: one.path, mode: 0o600 });
  expect(again[0]?.made).not.toBe(one.made);
  expect(again.slice(1)).toEqual(others);
});

/** Runs the program with a store that it has filled, and returns the path of the code of its largest file. */
async function filledStore(name: string): Promise<{ cache: string; path: string }> {
  const cache = at(name);
  await version(cache);
  const paths = (await readdir(join(cache, "pgssl"))).map((name) => join(cache, "pgssl", name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return { cache, path: paths[sizes.indexOf(Math.max(...sizes))] ?? "" };
}

const version = (cache: string) => runCli(["--version"], { env: { XDG_CACHE_HOME: cache } });

test.each<[string, (code: Buffer) => Buffer]>([
  ["a zeroed tail", (code) => Buffer.concat([code.subarray(0, 8192), Buffer.alloc(code.length - 8192)])],
  ["a zeroed beginning", (code) => Buffer.concat([Buffer.alloc(4096), code.subarray(4096)])],
  ["zeros alone", (code) => Buffer.alloc(code.length)],
  ["half of it", (code) => code.subarray(0, code.length >> 1)],
  ["nothing", () => Buffer.alloc(0)],
  ["garbage", () => Buffer.from("not what V8 made")],
  ["one other bit", (code) => code.map((byte, at) => (at === code.length >> 1 ? byte ^ 4 : byte)) as Buffer],
])("compiled code of which the disk kept %s is dropped and made anew", async (damage, change) => {
  const { cache, path } = await filledStore(`damaged-${damage}`);
  const whole = await readFile(path);
  const damaged = change(whole);
  await writeFile(path, damaged);
  for (let start = 0; start < 2; start++)
    expect(await version(cache)).toMatchObject({ status: 0, errors: "" });
  const again = await readFile(path);
  expect(again.equals(damaged)).toBe(false);
  expect(again.readUInt32LE(0)).toBe(again.length - 8);
});

/** Code that V8 takes for the program's own, and which does something else: the same length, other words. */
async function foreignCode(path: string): Promise<Buffer> {
  const chunk = basename(path).replace(/\.cjs\..*$/, ".cjs");
  const source = `(function (exports, require, module, __filename, __dirname) {${await readFile(join(projectRoot, "dist/cli", chunk), "utf8")}\n})`;
  const evil = `(function(){process.stdout.write("FOREIGN\\n");process.exit(0)})`;
  const { Script } = await import("node:vm");
  const code = new Script(evil + " ".repeat(source.length - evil.length)).createCachedData();
  const header = Buffer.alloc(8);
  header.writeUInt32LE(code.length, 0);
  header.writeUInt32LE(crc32(code), 4);
  return Buffer.concat([header, code]);
}

test("foreign compiled code would run if it were used, which the next tests rely on", async () => {
  const { cache, path } = await filledStore("foreign");
  await writeFile(path, await foreignCode(path));
  expect((await version(cache)).output).toBe("FOREIGN\n");
});

test.runIf(process.getuid?.() === 0).each<[string, (cache: string, path: string) => Promise<void>]>([
  ["a file of another user", (_, path) => chown(path, 4321, 4321)],
  ["a file that others may read", (_, path) => chmod(path, 0o644)],
  ["a file with a second name", (_, path) => link(path, at(`second-${Date.now()}`))],
  [
    "a symbolic link",
    async (cache, path) => {
      await rename(path, join(cache, "elsewhere"));
      await symlink(join(cache, "elsewhere"), path);
    },
  ],
  ["a folder of another user", (cache) => chown(join(cache, "pgssl"), 4321, 4321)],
  ["a folder that others may enter", (cache) => chmod(join(cache, "pgssl"), 0o755)],
  [
    "a link to a folder of ours, planted under another owner",
    async (cache) => {
      await rename(join(cache, "pgssl"), join(cache, "real"));
      await symlink(join(cache, "real"), join(cache, "pgssl"));
      await lchown(join(cache, "pgssl"), 4321, 4321);
    },
  ],
])("compiled code in %s is not run", async (name, plant) => {
  const { cache, path } = await filledStore(`planted-${name}`);
  await writeFile(path, await foreignCode(path));
  await plant(cache, path);
  const { output, status } = await version(cache);
  expect({ output, status }).toEqual({ output: expect.stringMatching(/^\d+\.\d+\.\d+/), status: 0 });
});
