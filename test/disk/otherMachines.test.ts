import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { folderOf, nameOf, pathOf, resolvePath } from "../../server/src/core/cluster/uris.ts";
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
        const mappings = { "/mapped": ${JSON.stringify(String.raw`\\\\server`)} };
        const found = ${JSON.stringify([...paths, "/mapped/x"])}.map((path) => {
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
  expect(onWindows).toHaveLength(paths.length + 1);
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
