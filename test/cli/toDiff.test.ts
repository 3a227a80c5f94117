import { applyPatch } from "diff";
import { expect, test } from "vitest";
import { toDiff } from "../../server/src/cli/toDiff.ts";

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join("");
const long = lines(3_000, (at) => `local all u${at} peer`);

test.each([
  ["one line", long, long.replace("u7 ", "v7 "), "@@ -8,1 +8,1 @@"],
  ["most", long, lines(3_000, (at) => `local ${at % 9 ? " " : ""}all u${at} peer`), "@@ -1,3000 +1,3000 @@"],
  ["most, without line breaks at the end", `${long}x`, long.replaceAll("l", "L").trimEnd(), "@@ -1,3001"],
  ["all that was empty", "", long, "@@ -0,0 +1,3000 @@"],
  ["all that is empty then", long, "", "@@ -1,3000 +0,0 @@"],
])("a patch makes of a text what it became: %s", (_, before, after, head) => {
  const patch = toDiff("pg_hba.conf", before, after);
  expect(patch).toMatch(/^--- pg_hba\.conf\n\+\+\+ pg_hba\.conf\n@@/);
  expect(patch).toContain(head);
  expect(applyPatch(before, patch)).toBe(after);
});
