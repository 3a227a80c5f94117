import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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
  expect(bundled.map((name) => name.replace(/-[A-Z0-9]{8}\.cjs$/, "")).sort()).toEqual([
    "chunk",
    "chunk",
    "server",
  ]);
  const sizes = await Promise.all(bundled.map(async (name) => (await stat(join(chunks, name))).size));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(900_000);
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
  expect(await run(), "taken as it is").toEqual(first);

  const [one, ...others] = first;
  if (!one) return;
  await chmod(one.path, 0o666);
  const again = await run();
  expect(again[0]).toMatchObject({ path: one.path, mode: 0o600 });
  expect(again[0]?.made).not.toBe(one.made);
  expect(again.slice(1)).toEqual(others);

  await writeFile(one.path, "not what V8 made");
  expect((await run())[0]?.size, "made anew").toBeGreaterThan(1000);
});
