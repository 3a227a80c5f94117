import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { expect, test } from "vitest";
import { presentPages, ruleDocuments } from "../../server/scripts/generateRuleDocs.ts";
import { projectRoot } from "../support/tools.ts";

test("the rules' pages and their index are up to date: else run `npm run generate`", async () => {
  const documents = await ruleDocuments();
  for (const [path, text] of documents) {
    const present = await readFile(path, "utf8").catch(() => undefined);
    expect.soft(present, relative(projectRoot, path)).toBe(text);
  }
  const orphans = (await presentPages()).filter((path) => !documents.has(path));
  expect(orphans.map((path) => relative(projectRoot, path))).toEqual([]);
});
