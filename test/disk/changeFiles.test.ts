import { once } from "node:events";
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FileAction, FilePart, RewriteFile, SeenFile } from "../../server/src/core/model/fileAction.ts";
import { act as actOn, look, mayAct } from "../../server/src/disk/changeFiles.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
const uriOf = (name: string) => pathToFileURL(at(name)).href;

/** Does an action as after a dialog that showed these files: those that are there now. */
const act = async (action: FileAction, seen?: readonly SeenFile[]) =>
  actOn(action, seen ?? (await look(action)));

/** A plan for the file `target` as it and the other files are now. */
function rewriting(parts: readonly FilePart[], losesContent = false, name = "target"): RewriteFile {
  const uris = new Set([uriOf(name), ...parts.map(({ uri }) => uri)]);
  const sources = [...uris].map((uri) => {
    const { size, mtimeMs } = statSync(new URL(uri));
    return { uri, size, modified: mtimeMs };
  });
  return {
    kind: "rewrite-file",
    uri: uriOf(name),
    parts,
    sources,
    losesContent,
    changes: [],
    command: "",
  };
}

test("parts in any order hold what the file held, whatever its line ends", async () => {
  const line = fc.string({ maxLength: 9 }).map((text) => text.replace(/\n/g, ""));
  const lines = fc.array(line, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(lines, fc.nat(), fc.nat(), fc.constantFrom("\n", "\r\n"), async (lines, a, b, end) => {
      const cuts = [a % lines.length, b % lines.length].sort((one, other) => one - other);
      const [first = 0, second = 0] = cuts;
      writeFileSync(at("target"), lines.map((text) => text + end).join(""));
      const uri = uriOf("target");
      const parts = [
        { uri, firstLine: second },
        ...(first < second ? [{ uri, firstLine: first, lastLine: second - 1 }] : []),
        ...(first > 0 ? [{ uri, firstLine: 0, lastLine: first - 1 }] : []),
      ];
      await act(rewriting(parts));
      const expected = [...lines.slice(second), ...lines.slice(first, second), ...lines.slice(0, first)];
      expect(readFileSync(at("target"), "utf8")).toBe(expected.map((text) => text + end).join(""));
    }),
    { numRuns: 60 },
  );
});

test("a last line without an end gets one before something follows", async () => {
  writeFileSync(at("target"), "one");
  writeFileSync(at("other"), "zero\ntwo");
  const parts = [
    { uri: uriOf("target"), firstLine: 0 },
    { uri: uriOf("other"), firstLine: 1, lastLine: 1 },
  ];
  expect((await act(rewriting(parts))).kept).toBeUndefined();
  expect(readFileSync(at("target"), "utf8")).toBe("one\ntwo\n");
});

test("what is left out is kept in the old file", async () => {
  writeFileSync(at("target"), "one\ntwo\n");
  const { kept } = await act(rewriting([{ uri: uriOf("target"), firstLine: 1 }], true));
  expect(kept).toBe(at("target.bak"));
  expect(readFileSync(at("target.bak"), "utf8")).toBe("one\ntwo\n");
});

test.each(["target", "other"])("nothing is written when %s is no longer as it was", async (name) => {
  writeFileSync(at("target"), "one\n");
  writeFileSync(at("other"), "two\n");
  const plan = rewriting([
    { uri: uriOf("target"), firstLine: 0 },
    { uri: uriOf("other"), firstLine: 0 },
  ]);
  writeFileSync(at(name), "longer\n");
  await expect(act(plan)).rejects.toThrow("no longer as it was");
  expect(readFileSync(at("target"), "utf8")).toBe(name === "target" ? "longer\n" : "one\n");
  expect(readdirSync(at()).sort()).toEqual(["other", "target"]);
});

test("a private key is copied nowhere, whatever the plan says", async () => {
  writeFileSync(at("target"), "one\n");
  writeFileSync(at("other"), "-----BEGIN PRIVATE KEY-----\n");
  const plan = rewriting([{ uri: uriOf("other"), firstLine: 0 }]);
  await expect(act(plan)).rejects.toThrow("private key");
  expect(readFileSync(at("target"), "utf8")).toBe("one\n");
});

test("links are made all or not at all, over nothing", async () => {
  writeFileSync(at("list"), "");
  writeFileSync(at("b.r0"), "mine");
  const links = ["a.r0", "b.r0"].map((name) => ({ name, target: "list" }));
  const action = { kind: "link-files", uri: uriOf(""), changes: [], command: "" } as const;
  await expect(act({ ...action, links })).rejects.toThrow("EEXIST");
  expect(readdirSync(at()).sort()).toEqual(["b.r0", "list"]);
  await act({ ...action, links: links.slice(0, 1) });
  expect(readFileSync(at("a.r0"), "utf8")).toBe("");
});

test("a symbolic link leads to the file that is replaced, and beside which the old one is kept", async () => {
  mkdirSync(at("real"));
  writeFileSync(at("real/file"), "one\n");
  symlinkSync("real/file", at("target"));
  const plan = rewriting([{ uri: uriOf("target"), firstLine: 0 }], true);
  expect(await mayAct(plan)).toBe(true);
  expect((await act(plan)).kept).toBe(at("real/file.bak"));
  expect(existsSync(at("target.bak"))).toBe(false);
});

const change = { changes: [], command: "" };
const setMode = (name: string) => ({ kind: "set-mode", uri: uriOf(name), mode: 0o600, ...change }) as const;
const setOwner = (name: string) => ({ kind: "set-owner", uri: uriOf(name), owner: 4321, ...change }) as const;

test("what is shown is the file at the end of all links", async () => {
  mkdirSync(at("real"));
  writeFileSync(at("real/file"), "");
  symlinkSync("real", at("folder"));
  symlinkSync("folder/file", at("target"));
  expect(await look(setMode("target"))).toMatchObject([{ uri: uriOf("target"), path: at("real/file") }]);
});

const swaps: [string, () => void][] = [
  ["another file", () => writeFileSync(at("swap"), "secret\n", { mode: 0o644 })],
  ["a link", () => symlinkSync("victim", at("swap"))],
  ["a second name of another file", () => linkSync(at("victim"), at("swap"))],
];

test.each(swaps)("nothing is done to %s in the place of the file that was shown", async (_, make) => {
  writeFileSync(at("victim"), "secret\n", { mode: 0o644 });
  writeFileSync(at("target"), "public\n", { mode: 0o644 });
  const plan = rewriting([{ uri: uriOf("target"), firstLine: 0 }]);
  const seen = await look(plan);
  make();
  renameSync(at("swap"), at("target"));
  for (const action of [setMode("target"), setOwner("target"), plan])
    await expect(act(action, seen)).rejects.toThrow();
  expect(statSync(at("target")).mode & 0o777).toBe(0o644);
  expect(statSync(at("target")).uid).toBe(process.getuid?.());
});

test("what was done is undone, unless somebody has changed it since", async () => {
  writeFileSync(at("target"), "one\ntwo\n", { mode: 0o644 });
  const uri = uriOf("target");
  const { undo: unset } = await act(setMode("target"));
  await unset?.();
  expect(statSync(at("target")).mode & 0o777).toBe(0o644);
  const { undo: unwrite } = await act(rewriting([{ uri, firstLine: 1 }], true));
  expect(readdirSync(at()).sort()).toEqual(["target", "target.bak"]);
  await unwrite?.();
  expect(readdirSync(at())).toEqual(["target"]);
  expect(readFileSync(at("target"), "utf8")).toBe("one\ntwo\n");
  const links = [{ name: "a.r0", target: "target" }];
  const { undo: unlink } = await act({ kind: "link-files", uri: uriOf(""), links, ...change });
  await unlink?.();
  expect(readdirSync(at())).toEqual(["target"]);

  const { undo } = await act(rewriting([{ uri, firstLine: 1 }]));
  writeFileSync(at("target"), "three\n");
  await expect(undo?.()).rejects.toThrow("no longer as it was");
  expect(readFileSync(at("target"), "utf8")).toBe("three\n");
});

test("a file with a private key is not kept in memory for that", async () => {
  writeFileSync(at("target"), "one\n-----BEGIN PRIVATE KEY-----\n");
  const { undo } = await act(rewriting([{ uri: uriOf("target"), firstLine: 0, lastLine: 0 }], true));
  expect(undo).toBeUndefined();
});

test("nothing is done to a file that was not shown", async () => {
  writeFileSync(at("target"), "one\n");
  await expect(act(setMode("target"), [])).rejects.toThrow("was not shown");
});

test.runIf(process.getuid?.() === 0)(
  "a file of somebody else with a second name is not changed",
  async () => {
    writeFileSync(at("target"), "one\n", { mode: 0o644 });
    linkSync(at("target"), at("second"));
    chownSync(at("target"), 1234, 1234);
    for (const action of [setMode("target"), setOwner("target")])
      await expect(act(action)).rejects.toThrow("2 names");
    expect(statSync(at("target"))).toMatchObject({ uid: 1234, mode: 0o100644 });
  },
);

test.runIf(process.getuid?.() === 0)("mode and owner are changed of what was shown", async () => {
  writeFileSync(at("target"), "one\n", { mode: 0o644 });
  symlinkSync("target", at("link"));
  await act(setMode("link"));
  await act(setOwner("link"));
  expect(statSync(at("target"))).toMatchObject({ uid: 4321, mode: 0o100600 });
});

/** Swaps `target` between a file and a link to `victim`, or the folder above it, as fast as it can until it ends. */
const swapper = `
  const { workerData, parentPort } = require("node:worker_threads");
  const { renameSync, symlinkSync } = require("node:fs");
  const { at, name } = workerData;
  symlinkSync(at + "/elsewhere" + (name === "folder" ? "" : "/target"), at + "/link");
  parentPort.postMessage("ready");
  for (;;) {
    renameSync(at + "/" + name, at + "/aside");
    renameSync(at + "/link", at + "/" + name);
    renameSync(at + "/" + name, at + "/link");
    renameSync(at + "/aside", at + "/" + name);
  }`;

test.runIf(process.getuid?.() === 0).each([
  ["file", "target", 0],
  ["folder", "folder", 1],
])("whoever swaps the %s between check and change never wins", async (_, name, deep) => {
  const target = deep ? "folder/target" : "target";
  for (const folder of ["elsewhere", "folder"]) mkdirSync(at(folder));
  writeFileSync(at("elsewhere/target"), "public\n", { mode: 0o644 });
  writeFileSync(at(target), "public\n", { mode: 0o644 });
  const victim = statSync(at("elsewhere/target"));
  const plan = rewriting([{ uri: uriOf(target), firstLine: 0 }], true, target);
  const actions = [setMode(target), setOwner(target), plan] as const;
  const seen = new Map(
    await Promise.all(actions.map(async (action) => [action, await look(action)] as const)),
  );
  const own = openSync(at(target), "r");
  const worker = new Worker(swapper, { eval: true, workerData: { at: at(), name } });
  await once(worker, "message");
  let done = 0;
  for (let attempt = 0; attempt < 4000; attempt++) {
    const action = actions[attempt % 2] ?? plan; // rewriting would be another file the next time
    await act(action, seen.get(action) ?? []).then(
      () => done++,
      () => undefined,
    );
    fchownSync(own, 0, 0);
  }
  for (let attempt = 0; attempt < 200; attempt++)
    await act(plan, seen.get(plan) ?? []).catch(() => undefined);
  await worker.terminate();
  closeSync(own);
  const { uid, mode, ino, mtimeMs, ctimeMs } = statSync(at("elsewhere/target"));
  expect({ uid, mode, ino, mtimeMs, ctimeMs }).toEqual({
    uid: victim.uid,
    mode: victim.mode,
    ino: victim.ino,
    mtimeMs: victim.mtimeMs,
    ctimeMs: victim.ctimeMs,
  });
  expect(readdirSync(at("elsewhere"))).toEqual(["target"]);
  expect(done, "changes of the file that was shown").toBeGreaterThan(0);
});
