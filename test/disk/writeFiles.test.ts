import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { build } from "esbuild";
import { beforeEach, expect, test } from "vitest";
import { createFile, FileChangedError, replaceFile } from "../../server/src/disk/writeFiles.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
let file: string;
const old = Buffer.from("old");
const size = 1_000_000;
const isWhole = (content: Buffer) =>
  content.length === size && content.equals(Buffer.alloc(size, content[0]));
const modeOf = (path: string) => statSync(path).mode & 0o7777;

beforeEach(() => {
  file = at("server.crt");
  writeFileSync(file, old);
  chmodSync(file, 0o664);
});

test("a file is replaced, with the mode and owner that it had, and nothing is left beside it", async () => {
  const before = statSync(file);
  expect(await replaceFile(file, "new", { expected: old })).toBeUndefined();
  const after = statSync(file);
  expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
  expect(after.ino).not.toBe(before.ino);
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readdirSync(at())).toEqual(["server.crt"]);
});

test.runIf(process.getuid?.() === 0)("another user's file stays that user's", async () => {
  const { chownSync } = await import("node:fs");
  chownSync(file, 4321, 1234);
  await replaceFile(file, "new", { expected: old, keepOld: true });
  for (const path of [file, `${file}.bak`]) {
    const { uid, gid } = statSync(path);
    expect([uid, gid]).toEqual([4321, 1234]);
  }
});

test("the old file is kept under the first name that is free", async () => {
  const kept = [];
  for (const expected of ["old", "1", "2"]) {
    kept.push(
      await replaceFile(file, `${kept.length + 1}`, { expected: Buffer.from(expected), keepOld: true }),
    );
  }
  expect(kept).toEqual([`${file}.bak`, `${file}.bak.1`, `${file}.bak.2`]);
  expect(kept.map((path) => readFileSync(path ?? "", "utf8"))).toEqual(["old", "1", "2"]);
  expect(modeOf(`${file}.bak`)).toBe(0o664);
});

test("a symbolic link keeps pointing at the file", async () => {
  symlinkSync("server.crt", at("link"));
  await replaceFile(at("link"), "new", { expected: old, keepOld: true });
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readdirSync(at()).sort()).toEqual(["link", "server.crt", "server.crt.bak"]);
});

test.each([
  ["of another length", "older"],
  ["of the same length", "odd"],
])("a file %s than expected is left alone", async (_, content) => {
  writeFileSync(file, content);
  await expect(replaceFile(file, "new", { expected: old, keepOld: true })).rejects.toThrow(FileChangedError);
  expect(readFileSync(file, "utf8")).toBe(content);
  expect(readdirSync(at())).toEqual(["server.crt"]);
});

test("what is no regular file is left alone", async () => {
  await mkdir(at("folder"));
  await expect(replaceFile(at("folder"), "new", { expected: old })).rejects.toThrow(FileChangedError);
  await expect(replaceFile(at("none"), "new", { expected: old })).rejects.toThrow("ENOENT");
});

test("a new file has its mode whatever the process's mask is, and never takes the place of another", async () => {
  const path = at("server.key");
  const mask = process.umask(0o077);
  try {
    await createFile(path, "key", 0o644);
  } finally {
    process.umask(mask);
  }
  expect(modeOf(path)).toBe(0o644);
  await expect(createFile(path, "other", 0o600)).rejects.toThrow("EEXIST");
  expect(readFileSync(path, "utf8")).toBe("key");
  expect(readdirSync(at()).sort()).toEqual(["server.crt", "server.key"]);
});

test("whoever looks while a process writes, or after it was killed, finds the whole old file or the whole new one", async () => {
  const script = at("write.mjs");
  await build({
    stdin: {
      resolveDir: import.meta.dirname,
      contents: `
        import { readFileSync, unlinkSync } from "node:fs";
        import { createFile, replaceFile } from "../../server/src/disk/writeFiles.ts";
        const [file] = process.argv.slice(2);
        process.stdout.write("ready");
        for (;;) {
          const expected = readFileSync(file);
          await replaceFile(file, Buffer.alloc(${size}, expected[0] === 97 ? "b" : "a"), { expected });
          await createFile(file + ".new", Buffer.alloc(${size}, "c"), 0o640);
          unlinkSync(file + ".new");
        }`,
    },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: script,
    logLevel: "error",
  });
  writeFileSync(file, Buffer.alloc(size, "a"));
  chmodSync(file, 0o604);
  for (let moment = 0; moment < 6; moment++) {
    const child = spawn(process.execPath, [script, file], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const until = Date.now() + moment * 30 + Math.random() * 10;
    while (Date.now() < until) expect(isWhole(readFileSync(file))).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isWhole(readFileSync(file))).toBe(true);
    expect(modeOf(file)).toBe(0o604);
    const made = readdirSync(at()).includes("server.crt.new");
    if (!made) continue;
    expect(isWhole(readFileSync(`${file}.new`))).toBe(true);
    expect(modeOf(`${file}.new`)).toBe(0o640);
    rmSync(`${file}.new`);
  }
});
