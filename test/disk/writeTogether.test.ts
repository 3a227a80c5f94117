import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as promises from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { Folder, NotSynchronizedError } from "../../server/src/disk/folder.ts";
import { FileChangedError } from "../../server/src/disk/writeFiles.ts";
import { PartlyWrittenError, writeTogether } from "../../server/src/disk/writeTogether.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

vi.mock("node:fs/promises", async (importOriginal) => {
  const original = await importOriginal<typeof promises>();
  return { ...original, rename: vi.fn(original.rename) };
});

const at = folderPerTest();
afterEach(() => vi.restoreAllMocks());
const text = (name: string) => readFileSync(at(name), "utf8");

test("all files appear, in folders that are made, with their modes", async () => {
  await writeTogether([
    { path: at("new", "deep", "key"), content: "k", mode: 0o600 },
    { path: at("crt"), content: "c", mode: 0o644 },
  ]);
  expect(statSync(at("new", "deep", "key")).mode & 0o777).toBe(0o600);
  expect(statSync(at("new")).mode & 0o777).toBe(0o700);
  expect(statSync(at("crt")).mode & 0o777).toBe(0o644);
  expect(readdirSync(at()).sort()).toEqual(["crt", "new"]);
});

test("one that cannot be written keeps all from being written", async () => {
  writeFileSync(at("old"), "before");
  mkdirSync(at("occupied"));
  const files = [
    { path: at("first"), content: "1", mode: 0o600 },
    { path: at("old"), content: "after", mode: 0o644, expected: Buffer.from("before") },
  ];
  await expect(
    writeTogether([...files, { path: at("occupied"), content: "x", mode: 0o600 }]),
  ).rejects.toMatchObject({
    code: "EEXIST",
  });
  expect(readdirSync(at()).sort()).toEqual(["occupied", "old"]);
  expect(text("old")).toBe("before");
});

test("what was kept of an old file goes away again with the rest", async () => {
  for (const name of ["a", "b"]) writeFileSync(at(name), name);
  const replace = (name: string, expected: string) => ({
    path: at(name),
    content: "new",
    mode: 0o644,
    expected: Buffer.from(expected),
    keepOld: true,
  });
  await expect(writeTogether([replace("a", "a"), replace("b", "other")])).rejects.toThrow();
  expect(readdirSync(at()).sort()).toEqual(["a", "b"]);
});

test("a file that is no longer as it was is not replaced, nor is any other", async () => {
  writeFileSync(at("a"), "a");
  writeFileSync(at("b"), "changed meanwhile");
  const replace = (name: string, expected: string) => ({
    path: at(name),
    content: "new",
    mode: 0o644,
    expected: Buffer.from(expected),
  });
  await expect(writeTogether([replace("a", "a"), replace("b", "b")])).rejects.toBeInstanceOf(
    FileChangedError,
  );
  expect([text("a"), text("b")]).toEqual(["a", "changed meanwhile"]);
  expect(readdirSync(at()).sort()).toEqual(["a", "b"]);
});

test("the old file is kept if that is wanted, and a link goes on pointing at the new one", async () => {
  writeFileSync(at("real"), "old");
  symlinkSync("real", at("link"));
  await writeTogether([
    { path: at("link"), content: "new", mode: 0o640, expected: Buffer.from("old"), keepOld: true },
  ]);
  expect(lstatSync(at("link")).isSymbolicLink()).toBe(true);
  expect([text("real"), text("real.bak")]).toEqual(["new", "old"]);
});

test("a step that cannot be undone is reported, and does not keep the others from being undone", async () => {
  for (const name of ["a", "b"]) writeFileSync(at(name), name);
  mkdirSync(at("occupied"));
  const replace = (name: string) => ({
    path: at(name),
    content: "new",
    mode: 0o644,
    expected: Buffer.from(name),
    keepOld: true,
  });
  vi.mocked(promises.rename).mockRejectedValueOnce(new Error("EIO: no disk")); // the last file's, undone first
  const files = [replace("a"), replace("b"), { path: at("occupied"), content: "", mode: 0o600 }];
  const error = await writeTogether(files).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(PartlyWrittenError);
  expect((error as Error).message).toMatch(/EIO: no disk; the old content is in b\.bak\.1/);
  expect(readdirSync(at()).sort()).toEqual(["a", "b", "b.bak.1", "occupied"]);
  expect(["a", "b", "b.bak.1"].map(text)).toEqual(["a", "b", "b"]);
});

test("files that are in place stay when the folder cannot be synchronized, which is reported", async () => {
  vi.spyOn(Folder.prototype, "sync").mockRejectedValue(new NotSynchronizedError("the folder"));
  const writing = writeTogether([{ path: at("key"), content: "k", mode: 0o600 }]);
  await expect(writing).rejects.toBeInstanceOf(NotSynchronizedError);
  expect(readdirSync(at())).toEqual(["key"]);
});

test.runIf(process.getuid?.() === 0)(
  "a folder that is made is given away only where it is still the one that was made",
  async () => {
    const owner = { user: 4321, group: 4321 };
    await writeTogether([{ path: at("new", "deep", "key"), content: "k", mode: 0o600, owner }]);
    for (const path of [at("new"), at("new", "deep"), at("new", "deep", "key")])
      expect(statSync(path).uid).toBe(4321);
    expect(statSync(join(at(), "..")).uid).toBe(0);
  },
);
