import { beforeEach, expect, test, vi } from "vitest";
import { URI as Uri, Utils } from "vscode-uri";
import { filesBehind, type Port } from "../../server/src/browser/workspaceFiles.ts";

const File = 1;
const Directory = 2;
const SymbolicLink = 64;

/** What the editor holds, by path; sizes of files, and the entries of folders. */
const held: Record<string, { readonly type: number; readonly size?: number }> = {
  "/workspace": { type: Directory },
  "/workspace/tls": { type: Directory },
  "/workspace/tls/server.crt": { type: File, size: 100 },
  "/workspace/large.crt": { type: File, size: 5000 },
  "/workspace/linked": { type: Directory | SymbolicLink },
  "/workspace/linked/a.crt": { type: File, size: 10 },
  "/workspace/dangling": { type: SymbolicLink },
  "/workspace/closed": { type: File, size: -1 },
  "/etc/passwd": { type: File, size: 10 },
};
const requested: string[] = [];

vi.mock("vscode", () => ({
  FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
  Uri: { parse: (text: string) => Uri.parse(text), joinPath: Utils.joinPath },
  workspace: {
    getWorkspaceFolder: (uri: Uri) =>
      uri.path.startsWith("/workspace") ? { uri: Uri.parse("vscode-vfs://github/workspace") } : undefined,
    fs: {
      async stat(uri: Uri) {
        requested.push(uri.path);
        const found = held[uri.path];
        if (!found) throw Object.assign(new Error("gone"), { code: "FileNotFound" });
        if (found.size === -1) throw Object.assign(new Error("closed"), { code: "NoPermissions" });
        return { mtime: 7, ctime: 7, size: 0, ...found };
      },
      async readFile(uri: Uri) {
        requested.push(uri.path);
        return new Uint8Array(held[uri.path]?.size ?? 0);
      },
      async readDirectory(uri: Uri) {
        requested.push(uri.path);
        if (uri.path === "/workspace/tls")
          return Array.from({ length: 10_050 }, (_, at) => [`${20_000 - at}.crl`, File]);
        return [
          ["dangling", SymbolicLink],
          ["closed", File],
          ["linked", Directory | SymbolicLink],
        ];
      },
    },
  },
}));

const { serveFiles } = await import("../../client/src/browser/serveFiles.ts");

/** Two ends of a channel. */
function channel(): [Port, Port] {
  const [one, other]: [Port, Port] = [
    { onmessage: null, postMessage: (data) => queueMicrotask(() => other.onmessage?.({ data })) },
    { onmessage: null, postMessage: (data) => queueMicrotask(() => one.onmessage?.({ data })) },
  ];
  return [one, other];
}

const [here, there] = channel();
serveFiles(here);
const files = filesBehind(there);
const uriOf = (path: string) => `vscode-vfs://github${path}`;

beforeEach(() => {
  requested.length = 0;
});

test("a file of the workspace has a kind, a size and a time, and neither mode nor owner", async () => {
  expect(await files.stat(uriOf("/workspace/tls/server.crt"))).toEqual({
    kind: "file",
    size: 100,
    modified: 7,
  });
  expect(await files.stat(uriOf("/workspace/linked"))).toMatchObject({ kind: "directory", isLink: true });
  expect(await files.stat(uriOf("/workspace/none"))).toBeUndefined();
  expect(await files.stat(uriOf("/workspace/closed"))).toBe("unreadable");
});

test.each(["/etc/passwd", "/workspace/../etc/passwd", "/workspace/%2e%2e/etc/passwd"])(
  "nothing of %s is looked at",
  async (path) => {
    expect(await files.stat(uriOf(path))).toBeUndefined();
    expect(await files.read(uriOf(path), 1000)).toBeUndefined();
    expect(await files.list(uriOf(path))).toBeUndefined();
    expect(await files.isReallyThere(uriOf(path))).toBe(false);
    expect(requested.filter((path) => !path.startsWith("/workspace") || path.includes(".."))).toEqual([]);
  },
);

test("no more is read than was wanted, and no more entries are listed than are used, the first by name", async () => {
  expect(await files.read(uriOf("/workspace/tls/server.crt"), 100)).toHaveLength(100);
  expect(await files.read(uriOf("/workspace/large.crt"), 100)).toBe("too-large");
  expect(await files.read(uriOf("/workspace/tls"), 100)).toBe("directory");
  expect(await files.read(uriOf("/workspace/dangling"), 100)).toBe("not-a-file");
  const entries = (await files.list(uriOf("/workspace/tls"))) ?? [];
  expect(entries).toHaveLength(10_001);
  expect(entries[0]).toEqual({ name: "10000.crl", kind: "file" });
  expect(await files.list(uriOf("/workspace"))).toEqual([
    { name: "closed", kind: "file" },
    { name: "dangling", kind: "dangling" },
    { name: "linked", kind: "directory" },
  ]);
});

test("a file behind a symbolic link may be anywhere, and so may one that cannot be looked at", async () => {
  expect(await files.isReallyThere(uriOf("/workspace/tls/server.crt"))).toBe(true);
  expect(await files.isReallyThere(uriOf("/workspace"))).toBe(true);
  expect(await files.isReallyThere(uriOf("/workspace/linked/a.crt"))).toBe(false);
  expect(await files.isReallyThere(uriOf("/workspace/none"))).toBe(false);
});
