import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newRule, ruleName } from "../../server/scripts/newRule.ts";
import { languagesOf, type Rule, type RulePage } from "../../server/src/core/ruleKit/rule.ts";
import { parseExample } from "../support/annotated.ts";
import { runExample } from "../support/runExample.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pgssl-new-rule-"));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ["hba-thing-wrong", ["pg-hba"]],
  ["ident-thing-wrong", ["pg-ident"]],
  ["hosts-thing-wrong", ["pg-hosts"]],
  ["conf-tls13-wrong", ["postgresql-conf"]],
  ["certificate-thing-wrong", []],
])("%s gets a file whose example fails until the check is written", async (id, languages) => {
  const path = await newRule(id, folder);
  expect(path).toBe(join(folder, `${ruleName(id)}.ts`));
  const exported = await import(pathToFileURL(path).href);
  const rule: Rule = exported[ruleName(id)];
  const page: RulePage = exported[`${ruleName(id)}Page`];
  expect(rule.id).toBe(id);
  expect(languagesOf(rule)).toEqual(languages);
  const [bad = ""] = page.bad;
  expect(parseExample(bad, languagesOf(rule)[0] ?? "postgresql-conf").expected).toHaveLength(1);
  expect((await runExample(rule, bad)).findings).toEqual([]);
});

test.each(["", "Hba-thing", "hba", "hba_thing", "hba-", "../hba-thing"])("%j is refused", async (id) => {
  await expect(newRule(id, folder)).rejects.toThrow("is not an id");
});

test("a rule that exists is left alone", async () => {
  const path = await newRule("hba-second-time", folder);
  const text = await readFile(path, "utf8");
  await expect(newRule("hba-second-time", folder)).rejects.toThrow("already");
  expect(await readFile(path, "utf8")).toBe(text);
});
