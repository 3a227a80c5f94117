import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FilePart, RewriteFile } from "../../server/src/core/model/fileAction.ts";
import { act, mayAct } from "../../server/src/node/changeFiles.ts";

let folder: string;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-act-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A plan for the file `target` as it and the other files are now. */
function rewriting(parts: readonly FilePart[], losesContent = false): RewriteFile {
  const uris = new Set([uriOf("target"), ...parts.map(({ uri }) => uri)]);
  const sources = [...uris].map((uri) => {
    const { size, mtimeMs } = statSync(new URL(uri));
    return { uri, size, modified: mtimeMs };
  });
  return {
    kind: "rewrite-file",
    uri: uriOf("target"),
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
      writeFileSync(join(folder, "target"), lines.map((text) => text + end).join(""));
      const uri = uriOf("target");
      const parts = [
        { uri, firstLine: second },
        ...(first < second ? [{ uri, firstLine: first, lastLine: second - 1 }] : []),
        ...(first > 0 ? [{ uri, firstLine: 0, lastLine: first - 1 }] : []),
      ];
      await act(rewriting(parts));
      const expected = [...lines.slice(second), ...lines.slice(first, second), ...lines.slice(0, first)];
      expect(readFileSync(join(folder, "target"), "utf8")).toBe(expected.map((text) => text + end).join(""));
    }),
    { numRuns: 60 },
  );
});

test("a last line without an end gets one before something follows", async () => {
  writeFileSync(join(folder, "target"), "one");
  writeFileSync(join(folder, "other"), "zero\ntwo");
  const parts = [
    { uri: uriOf("target"), firstLine: 0 },
    { uri: uriOf("other"), firstLine: 1, lastLine: 1 },
  ];
  expect(await act(rewriting(parts))).toBeUndefined();
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("one\ntwo\n");
});

test("what is left out is kept in the old file", async () => {
  writeFileSync(join(folder, "target"), "one\ntwo\n");
  const kept = await act(rewriting([{ uri: uriOf("target"), firstLine: 1 }], true));
  expect(kept).toBe(join(folder, "target.bak"));
  expect(readFileSync(join(folder, "target.bak"), "utf8")).toBe("one\ntwo\n");
});

test.each(["target", "other"])("nothing is written when %s is no longer as it was", async (name) => {
  writeFileSync(join(folder, "target"), "one\n");
  writeFileSync(join(folder, "other"), "two\n");
  const plan = rewriting([
    { uri: uriOf("target"), firstLine: 0 },
    { uri: uriOf("other"), firstLine: 0 },
  ]);
  writeFileSync(join(folder, name), "longer\n");
  await expect(act(plan)).rejects.toThrow("no longer as it was");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe(name === "target" ? "longer\n" : "one\n");
  expect(readdirSync(folder).sort()).toEqual(["other", "target"]);
});

test("a private key is copied nowhere, whatever the plan says", async () => {
  writeFileSync(join(folder, "target"), "one\n");
  writeFileSync(join(folder, "other"), "-----BEGIN PRIVATE KEY-----\n");
  const plan = rewriting([{ uri: uriOf("other"), firstLine: 0 }]);
  await expect(act(plan)).rejects.toThrow("private key");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("one\n");
});

test("links are made all or not at all, over nothing", async () => {
  writeFileSync(join(folder, "list"), "");
  writeFileSync(join(folder, "b.r0"), "mine");
  const links = ["a.r0", "b.r0"].map((name) => ({ name, target: "list" }));
  const action = { kind: "link-files", uri: uriOf(""), changes: [], command: "" } as const;
  await expect(act({ ...action, links })).rejects.toThrow("EEXIST");
  expect(readdirSync(folder).sort()).toEqual(["b.r0", "list"]);
  await act({ ...action, links: links.slice(0, 1) });
  expect(readFileSync(join(folder, "a.r0"), "utf8")).toBe("");
});

test("a symbolic link leads to the file that is replaced, and beside which the old one is kept", async () => {
  mkdirSync(join(folder, "real"));
  writeFileSync(join(folder, "real/file"), "one\n");
  symlinkSync("real/file", join(folder, "target"));
  const plan = rewriting([{ uri: uriOf("target"), firstLine: 0 }], true);
  expect(await mayAct(plan)).toBe(true);
  expect(await act(plan)).toBe(join(folder, "real/file.bak"));
  expect(existsSync(join(folder, "target.bak"))).toBe(false);
});
