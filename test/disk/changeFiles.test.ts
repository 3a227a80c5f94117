import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FilePart, RewriteFile } from "../../server/src/core/model/fileAction.ts";
import { act, mayAct } from "../../server/src/disk/changeFiles.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
const uriOf = (name: string) => pathToFileURL(at(name)).href;

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
  expect(await act(rewriting(parts))).toBeUndefined();
  expect(readFileSync(at("target"), "utf8")).toBe("one\ntwo\n");
});

test("what is left out is kept in the old file", async () => {
  writeFileSync(at("target"), "one\ntwo\n");
  const kept = await act(rewriting([{ uri: uriOf("target"), firstLine: 1 }], true));
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
  expect(await act(plan)).toBe(at("real/file.bak"));
  expect(existsSync(at("target.bak"))).toBe(false);
});
