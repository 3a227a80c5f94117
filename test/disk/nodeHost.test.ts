import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { DirectoryEntry, FileStat } from "../../server/src/core/host.ts";
import { FileSystems } from "../../server/src/disk/fileSystems.ts";
import type { Files } from "../../server/src/disk/files.ts";
import { toUri } from "../../server/src/disk/fileUri.ts";
import { createHost, nodeHost } from "../../server/src/disk/nodeHost.ts";
import { promptHost } from "../../server/src/disk/promptHost.ts";
import { folderPerFile } from "../support/scratchFolder.ts";

const at = folderPerFile();
const uri = (name: string) => pathToFileURL(at(name)).toString();
const limit = 1000;

beforeAll(() => {
  writeFileSync(at("file"), "text");
  writeFileSync(at("exact"), "x".repeat(limit));
  writeFileSync(at("large"), "x".repeat(limit + 1));
  writeFileSync(at("bom"), "\ufeffhost\r\n");
  writeFileSync(at("latin1"), Buffer.from([0x6c, 0xe9, 0x0a]));
  writeFileSync(at("modes"), "");
  chmodSync(at("modes"), 0o640);
  mkdirSync(at("folder"));
  symlinkSync("file", at("link"));
  symlinkSync("nothing", at("dangling"));
  symlinkSync("loop", at("loop"));
  execFileSync("mkfifo", [at("fifo")]);
});

describe.each([
  ["waiting", nodeHost],
  ["prompt", promptHost],
])("the %s host", (_name, host) => {
  test("follows symbolic links in all of a path", async () => {
    symlinkSync("folder", at(`way ${_name}`));
    writeFileSync(at("folder/inside"), "");
    expect(await host.realUri(uri("link"))).toBe(uri("file"));
    expect(await host.realUri(uri(`way ${_name}/inside`))).toBe(uri("folder/inside"));
    expect(await host.realUri(uri("file"))).toBe(uri("file"));
    // With the escapes that all of the core's URIs have.
    mkdirSync(at(`really (${_name})`));
    symlinkSync(`really (${_name})`, at(`via ${_name}`));
    expect(await host.realUri(uri(`via ${_name}`))).toBe(toUri(at(`really (${_name})`)));
    expect(await host.stat(uri("link"))).toEqual({
      ...((await host.stat(uri("file"))) as FileStat),
      isLink: true,
    });
    for (const name of ["nothing", "dangling", "loop"]) expect(await host.realUri(uri(name))).toBeUndefined();
  });

  test.each<[string, string | undefined]>([
    ["nothing", undefined],
    ["file/below", undefined],
    ["dangling", undefined],
    ["folder", "directory"],
    ["fifo", "not-a-file"],
    ["large", "too-large"],
    ["loop", undefined],
    ["x".repeat(300), undefined],
  ])("reading %s gives %s, at once", async (name, expected) => {
    expect(await host.readFile(uri(name), limit)).toBe(expected);
    expect(await host.readText(uri(name), limit)).toEqual(expected && { problem: expected });
  });

  test.each(["/dev/zero", "/dev/null", "/dev/full", "/dev/tty"])(
    "a device such as %s is not read",
    async (path) => {
      expect(await host.readFile(pathToFileURL(path).toString(), limit)).toBe("not-a-file");
    },
  );

  test("nothing of /proc, /dev and /sys is read, by no way", async () => {
    symlinkSync("/proc/self", at(`process ${_name}`));
    symlinkSync("/proc/self/environ", at(`environment ${_name}`));
    const ways = [
      "file:///proc/self/environ",
      "file:///proc/self/root/proc/self/environ",
      "file:///sys/kernel/notes",
      uri(`process ${_name}/environ`),
      uri(`environment ${_name}`),
    ];
    for (const way of ways)
      expect([way, await host.readFile(way, 100_000)]).not.toContainEqual(expect.any(Uint8Array));
    expect(await host.readText(uri(`process ${_name}/environ`), 100_000)).toEqual({ problem: "not-a-file" });
    expect(await host.readDirectory(uri(`process ${_name}`))).toBeUndefined();
    expect(await host.readDirectory("file:///dev")).toBeUndefined();
    expect(await host.readFile(uri("file"), 100)).toBeInstanceOf(Uint8Array);
  });

  test("a file of just the limit is read whole, through a link as well", async () => {
    expect(await host.readFile(uri("exact"), limit)).toHaveLength(limit);
    expect(await host.readText(uri("link"), limit)).toBe("text");
  });

  test("text keeps its byte-order mark and line breaks, and is never lost to its encoding", async () => {
    expect(await host.readText(uri("bom"), limit)).toBe("\ufeffhost\r\n");
    expect(await host.readText(uri("latin1"), limit)).toBe("lé\n");
  });

  test("stat gives kind, mode and owner of what a link points to", async () => {
    expect(await host.stat(uri("modes"))).toMatchObject({
      kind: "file",
      mode: 0o640,
      owner: process.getuid?.(),
    });
    expect(await host.stat(uri("fifo"))).toMatchObject({ kind: "other" });
    expect(await host.stat(uri("link"))).toMatchObject({ kind: "file", size: 4 });
    expect(await host.stat(uri("dangling"))).toBeUndefined();
  });

  test("a directory's entries count as what they point to", async () => {
    const found = (await host.readDirectory(uri(""))) as readonly DirectoryEntry[];
    const entries = new Map(found.map(({ name, kind }) => [name, kind]));
    expect(entries.get("link")).toBe("file");
    expect(entries.get("dangling")).toBe("dangling");
    expect(entries.get("folder")).toBe("directory");
    expect(entries.get("fifo")).toBe("other");
    expect(await host.readDirectory(uri("file"))).toBeUndefined();
  });

  test("of names those are left out that a folder surely has not", async () => {
    const names = ["nothing", "dangling", "file", "folder", "fifo", "loop", "x".repeat(300)];
    expect(await host.namesThere?.(uri("."), names)).toEqual(["dangling", "file", "folder", "fifo", "loop"]);
    for (const none of [uri("file"), uri("none"), "untitled:Untitled-1"])
      expect(await host.namesThere?.(none, names)).toEqual([]);
  });

  test("URIs that are no files here are absent", async () => {
    for (const foreign of ["vscode-vfs://github/a/b", "untitled:Untitled-1", "file:///a%00b"]) {
      expect(await host.stat(foreign)).toBeUndefined();
      expect(await host.readFile(foreign, limit)).toBeUndefined();
    }
  });
});

test("of a folder with very many entries the first ones by name are kept, and one that shows that there are more", async () => {
  const names = Array.from({ length: 10_050 }, (_, index) => `${String(index).padStart(5, "0")}.conf`);
  const readdir = () => names.toReversed().map((name) => ({ name, isFile: () => true }));
  const lstat = () => ({ isSymbolicLink: () => false });
  const host = createHost(
    new FileSystems({ lstat, readdir, realpath: (path: string) => path } as unknown as Files),
  );
  const entries = (await host.readDirectory("file:///many")) as readonly DirectoryEntry[];
  expect(entries.map(({ name }) => name)).toEqual(names.slice(0, 10_001));
});
