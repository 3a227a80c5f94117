import { execFileSync } from "node:child_process";
import { type Stats, statSync } from "node:fs";
import { win32 } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { folderOf, nameOf, pathOf, resolvePath } from "../../server/src/core/cluster/uris.ts";
import { Access } from "../../server/src/core/gather/access.ts";
import { FileSystems } from "../../server/src/disk/fileSystems.ts";
import type { Files } from "../../server/src/disk/files.ts";
import { createHost } from "../../server/src/disk/nodeHost.ts";
import { normalizeUri } from "../../server/src/lsp/convert.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();

/** Paths that name another machine on Windows, or look like it. */
const paths = [
  String.raw`\\server\share\pg_hba.conf`,
  String.raw`\\\\server\share`,
  "\\".repeat(8),
  `${"\\".repeat(8)}server\\share`,
  "//server/share",
  "////server/share",
  String.raw`/\server\share`,
  String.raw`\/server/share`,
  String.raw`\\?\UNC\server\share`,
  String.raw`\\.\pipe\x`,
  "file:////server/share",
  String.raw`..\\server\share`,
  "/",
  String.raw`\ `,
];

test("a path in a file names no other machine, on Windows as elsewhere, and nothing throws", async () => {
  const script = at("resolve.cjs");
  await build({
    stdin: {
      resolveDir: import.meta.dirname,
      contents: `
        import { folderOf, pathOf, resolvePath } from "../../server/src/core/cluster/uris.ts";
        const mappings = { "/mapped": ${JSON.stringify(String.raw`\\\\server`)}, "/other": "file:////server/share" };
        const found = ${JSON.stringify([...paths, "/mapped/x", "/other/x"])}.map((path) => {
          const uri = resolvePath(path, "file:///c%3A/data", mappings);
          return [path, uri, folderOf(uri), pathOf(uri)];
        });
        process.stdout.write(JSON.stringify(found));`,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: script,
    logLevel: "error",
    banner: { js: 'Object.defineProperty(process, "platform", { value: "win32" });' },
  });
  const onWindows = JSON.parse(execFileSync(process.execPath, [script]).toString()) as string[][];
  const here = paths.map((path) => {
    const uri = resolvePath(path, "file:///data", {});
    return [path, uri, folderOf(uri), pathOf(uri)];
  });
  expect(onWindows).toHaveLength(paths.length + 2);
  for (const [path, uri, folder, shown] of [...onWindows, ...here]) {
    expect(uri, path).toMatch(/^file:\/\/\/(?!\/)/);
    expect(folder, path).toMatch(/^file:\/\/\/(?!\/)/);
    expect(shown, path).not.toMatch(/^(\/\/|\\\\)/);
  }
});

test("a URI with more slashes than it should have is read, and its file is not opened", async () => {
  const uri = "file:////server/share/pg_hba.conf";
  expect(normalizeUri(uri)).toBe("file:///server/share/pg_hba.conf");
  expect([folderOf(uri), nameOf(uri), pathOf(uri)]).toEqual([
    "file:///server/share",
    "pg_hba.conf",
    "/server/share/pg_hba.conf",
  ]);
  const opened: unknown[] = [];
  const open = (path: string) => {
    opened.push(path);
    throw new Error("opened");
  };
  const files = { open, stat: open, lstat: open, realpath: open, readdir: open } as unknown as Files;
  const host = createHost(new FileSystems(files));
  expect(await host.stat(uri)).toBeUndefined();
  expect(await host.readFile(uri, 10)).toBeUndefined();
  expect(await host.readDirectory(uri)).toBeUndefined();
  expect(await host.realUri(uri)).toBeUndefined();
  expect(opened).toEqual([]);
});

/** Files of a Windows machine in which some paths are links; `looked` are the paths that were looked at. */
function windowsFiles(links: Readonly<Record<string, string>>) {
  const looked: string[] = [];
  const stats = (kind: "file" | "folder" | "link"): Stats =>
    Object.assign(statSync(kind === "folder" ? import.meta.dirname : import.meta.filename), {
      ...(kind === "link" && { mode: 0o120777 }),
    });
  const lstat = async (path: string) => {
    looked.push(path);
    return stats(path in links ? "link" : path.endsWith(".conf") ? "file" : "folder");
  };
  const files = { lstat, readlink: async (path: string) => links[path] ?? "" } as unknown as Files;
  const mount = () => ({ point: "", isLocal: true });
  return { looked, systems: new FileSystems(files, files, () => mount, win32) };
}

test.each([
  [
    "a file that is a link",
    { "C:\\work\\pg_hba.conf": "\\\\server\\share\\a.conf" },
    "C:\\work\\pg_hba.conf",
  ],
  ["a folder that is a link", { "C:\\work": "\\\\server\\share" }, "C:\\work\\pg_hba.conf"],
  ["with slashes", { "C:\\work": "//server/share" }, "C:\\work\\pg_hba.conf"],
  ["by way of another link", { "C:\\a.conf": "b.conf", "C:\\b.conf": "\\\\s\\t\\c.conf" }, "C:\\a.conf"],
  ["to another share", { "\\\\one\\share\\a.conf": "\\\\two\\share\\a.conf" }, "\\\\one\\share\\a.conf"],
])("on Windows no link leads to another machine: %s", async (_, links, path) => {
  const { systems, looked } = windowsFiles(links);
  await expect(systems.find(path)).rejects.toThrow();
  expect(looked.filter((one) => /^(?:\\\\|\/\/)(?!one)/.test(one))).toEqual([]);
});

test.each([
  ["on a drive", { "C:\\work\\a.conf": "..\\other\\b.conf" }, "C:\\work\\a.conf", "C:\\other\\b.conf"],
  ["to another drive", { "C:\\work": "D:\\work" }, "C:\\work\\a.conf", "D:\\work\\a.conf"],
  [
    "on the share that the user opened",
    { "\\\\s\\t\\a.conf": "b.conf" },
    "\\\\s\\t\\a.conf",
    "\\\\s\\t\\b.conf",
  ],
])("on Windows other links are followed: %s", async (_, links, path, end) => {
  const { systems, looked } = windowsFiles(links);
  expect((await systems.find(path)).stats).toBeDefined();
  expect(looked).toContain(end);
});

test.each([
  ["file:///c%3A/work/pg_hba.conf", "file:///C:/work/pg_hba.conf", true],
  ["file:///c%3A/work/pg_hba.conf", "file:///D:/work/pg_hba.conf", false],
  ["file:///c%3A/work/pg_hba.conf", "file:///C:/worker/pg_hba.conf", false],
])("a file is the user's whatever the case of its drive: %s, really %s", (uri, real, isOwn) => {
  const folder = { stat: { kind: "directory", size: 0, modified: 0 } } as const;
  const files = new Map<string, object>([
    [uri, { real, stat: { kind: "file", size: 1, modified: 0 } }],
    ["file:///c%3A/work", folder],
  ]);
  const access = new Access(["file:///c%3A/work"], false);
  expect(access.isOwn(uri, files as never, new Map())).toBe(isOwn);
});
