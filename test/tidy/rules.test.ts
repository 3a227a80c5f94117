import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  pageIndex,
  pageIndexPath,
  ruleIndex,
  ruleIndexPath,
} from "../../server/scripts/generateRuleIndex.ts";
import { ruleName } from "../../server/scripts/newRule.ts";
import { rules } from "../../server/src/core/rules/index.generated.ts";
import { projectRoot } from "../support/tools.ts";

const folder = join(projectRoot, "server/src/core/rules");

test("a rule's file and export are named by its id in camel case", () => {
  const files = readdirSync(folder).filter((name) => !name.endsWith(".generated.ts"));
  expect(files.sort()).toEqual(rules.map(({ id }) => `${ruleName(id)}.ts`).sort());
  for (const { id } of rules) {
    const text = readFileSync(join(folder, `${ruleName(id)}.ts`), "utf8");
    expect(text).toContain(`export const ${ruleName(id)}: Rule = {\n  id: "${id}",\n`);
  }
});

test("rules name the server by serverInWords, which knows where its version is unknown", () => {
  const naming = readdirSync(folder).filter((name) =>
    /PostgreSQL \$\{(?:\w+\.)*serverVersion\}/.test(readFileSync(join(folder, name), "utf8")),
  );
  expect(naming).toEqual([]);
});

test("the indexes of rules are up to date: else run `npm run generate`", async () => {
  expect(readFileSync(ruleIndexPath, "utf8")).toBe(await ruleIndex());
  expect(readFileSync(pageIndexPath, "utf8")).toBe(await pageIndex());
});
