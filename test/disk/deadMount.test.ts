import { type Stats, statSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { FileSystems } from "../../server/src/disk/fileSystems.ts";
import type { Files } from "../../server/src/disk/files.ts";
import { mountsOf } from "../../server/src/disk/mounts.ts";
import { createHost } from "../../server/src/disk/nodeHost.ts";
import { createService } from "../support/openService.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const table = `
27 1 8:1 / / rw - ext4 /dev/sda1 rw
28 27 0:40 / /mnt/dead rw - nfs4 server:/ rw
29 27 0:41 / /mnt/other\\040one rw - fuse.sshfs host:/ rw
`;
const text = "local all all peer\n";
const file = statSync(import.meta.filename);
const folder = statSync(import.meta.dirname);
/** The same class, so that it answers what Node does. */
const stats = (kind: "file" | "folder" | "link"): Stats =>
  Object.assign(Object.create(Object.getPrototypeOf(file)), kind === "folder" ? folder : file, {
    size: text.length,
    ...(kind === "link" && { mode: 0o120777 }),
  });
const isFile = (path: string) => path.endsWith(".conf");

/** Files of two file systems, one of which returns from none of some calls while it is dead, and how many are waiting. */
function watch(calls: readonly string[], links: Readonly<Record<string, string>> = {}) {
  const state = { isDead: true, waiting: 0, most: 0, answered: [] as (() => void)[] };
  const through = (path: string) => links[path] ?? path;
  const answer = <Value>(call: string, path: string, value: Value): Promise<Value> => {
    if (!state.isDead || !calls.includes(call) || !through(path).startsWith("/mnt/dead"))
      return Promise.resolve(value);
    state.most = Math.max(state.most, ++state.waiting);
    return new Promise((resolve) => {
      state.answered.push(() => {
        state.waiting--;
        resolve(value);
      });
    });
  };
  const paths: string[] = [];
  const files: Files = {
    open: (path) => answer("open", path, paths.push(path) - 1),
    fstat: (at) => answer("fstat", paths[at] ?? "", stats("file")),
    read: (at, buffer) => {
      buffer.set(Buffer.from(text));
      return answer("read", paths[at] ?? "", { bytesRead: text.length });
    },
    close: (at) => answer("close", paths[at] ?? "", undefined),
    stat: (path) => answer("stat", path, stats(isFile(path) ? "file" : "folder")),
    lstat: (path) =>
      path in links
        ? Promise.resolve(stats("link"))
        : answer("lstat", path, stats(isFile(path) ? "file" : "folder")),
    readlink: async (path) => links[path] ?? "",
    realpath: (path) => answer("realpath", path, through(path)),
    readdir: (path) => answer("readdir", path, []),
  };
  return { state, files, host: createHost(new FileSystems(files, files, () => mountsOf(table))) };
}

const every = ["open", "fstat", "read", "close", "stat", "lstat", "realpath", "readdir"];
const later = () => vi.advanceTimersByTimeAsync(30_000);

test.each(["open", "fstat", "read", "lstat"])("a %s that never returns is no answer", async (call) => {
  const { host } = watch([call]);
  const answer = host.readFile("file:///mnt/dead/a.conf", 1_000);
  await later();
  expect(await answer).toBe("no-answer");
});

test("a close that never returns costs no content", async () => {
  const { host } = watch(["close"]);
  const answer = host.readText("file:///mnt/dead/a.conf", 1_000);
  await later();
  expect(await answer).toBe(text);
});

test("a stat and a readdir that never return are no answer, a realpath is unknown", async () => {
  const all = watch(every).host;
  const answers = Promise.all([all.stat("file:///mnt/dead/x"), all.realUri("file:///mnt/dead/x")]);
  const entries = watch(["readdir"]).host.readDirectory("file:///mnt/dead/x");
  const names = watch(every).host.namesThere?.("file:///mnt/dead", ["x", "y"]);
  await later();
  expect(await answers).toEqual(["no-answer", undefined]);
  expect(await entries).toBe("no-answer");
  expect(await names).toEqual(["x", "y"]);
});

test("a dead file system holds two threads, and other files answer at once", async () => {
  const { host, state } = watch(every);
  const dead = Array.from({ length: 500 }, (_, at) =>
    host.readText(`file:///mnt/dead/d${at}/${at}.conf`, 1_000),
  );
  expect(await host.readText("file:///data/a.conf", 1_000)).toBe(text);
  expect(await host.readText("file:///mnt/other%20one/a.conf", 1_000)).toBe(text);
  await vi.advanceTimersByTimeAsync(5_000);
  for (const answer of await Promise.all(dead)) expect(answer).toEqual({ problem: "no-answer" });
  expect(await host.stat("file:///mnt/dead/more.conf")).toBe("no-answer");
  expect(state.most).toBe(2);
});

test("a file system that answers again is used again", async () => {
  const { host, state } = watch(every);
  const answer = host.stat("file:///mnt/dead/a.conf");
  await later();
  expect(await answer).toBe("no-answer");
  state.isDead = false;
  for (const resolve of state.answered) resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(await host.stat("file:///mnt/dead/a.conf")).toMatchObject({ kind: "file" });
});

test("links into a dead file system hold up none of the files beside them", async () => {
  const names = Array.from({ length: 100 }, (_, at) => `/data/l${at}.conf`);
  const links = Object.fromEntries(names.map((name) => [name, `/mnt/dead${name}`]));
  const { host, state } = watch(every, links);
  const dead = names.map((name) => host.stat(`file://${name}`));
  expect(await host.stat("file:///data/a.conf")).toMatchObject({ kind: "file" });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(new Set(await Promise.all(dead))).toEqual(new Set(["no-answer"]));
  expect(state.most).toBe(2);
});

test("only file systems of this machine are read without a wait", async () => {
  const { files } = watch([]);
  const prompt = { ...files, lstat: vi.fn((path: string) => stats(isFile(path) ? "file" : "folder")) };
  const host = createHost(new FileSystems(files, prompt, () => mountsOf(table)));
  await host.stat("file:///data/a.conf");
  const near = prompt.lstat.mock.calls.length;
  expect(near).toBeGreaterThan(0);
  await host.stat("file:///mnt/dead/a.conf");
  await host.stat("file:///mnt/other%20one/a.conf");
  expect(prompt.lstat.mock.calls.map(([path]) => path)).toEqual(["/data", "/data/a.conf", "/mnt"]);
});

test("a service reports what does not answer, and notices when it does", async () => {
  const { host, state } = watch(every);
  const service = createService(host);
  const uri = "file:///data/pg_hba.conf";
  const source = `include /mnt/dead/more.conf\n${text}`;
  service.open(new SourceDocument(uri, "pg-hba", 1, source));
  const requested = service.hover(uri, { line: 0, character: 12 });
  await later();
  expect(JSON.stringify(await requested)).toContain("no answer from the file system");
  state.isDead = false;
  for (const resolve of state.answered) resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(await service.refresh()).toBe(true);
  expect(JSON.stringify(await service.hover(uri, { line: 0, character: 12 }))).toContain("one line");
});
