import { describe, expect, test } from "vitest";
import { languagesOf, type Rule } from "../../../server/src/core/ruleKit/rule.ts";
import { rules } from "../../../server/src/core/rules/index.generated.ts";
import { dedent, parseExample } from "../../support/annotated.ts";
import { fixExample } from "../../support/fixExample.ts";
import { runExample } from "../../support/runExample.ts";

/** Where a rule reports something in an example: path, line, start, end. */
type Mark = readonly [path: string, line: number, start: number, end: number];

async function report(rule: Rule, text: string): Promise<Mark[]> {
  const { findings } = await runExample(rule, text);
  return findings.map(({ path, line, start, end }): Mark => [path, line, start, end]);
}

/** What no example can show: bytes that are no text, and lines too long to print. They have tests of their own. */
const withoutExamples: ReadonlySet<string> = new Set(["file-encoding", "line-too-long"]);

/** Rules whose fix needs a configuration outside of the data directory, which examples do not have. */
const withoutFixedExamples: ReadonlySet<string> = new Set(["ssl-file-missing"]);

test("rules have names of their own", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of ids) expect(id).toMatch(/^[a-z]+[0-9]*(-[a-z0-9]+)+$/);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  const language = languagesOf(rule)[0] ?? "postgresql-conf";

  test("is an error only where the server refuses something", () => {
    if (rule.severity === "error") expect(rule.serverEffect).not.toBeNull();
    if (!withoutExamples.has(rule.id)) expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });

  test.each(rule.bad.map((text) => [text]))("reports just what is marked in %s", async (text) => {
    const example = parseExample(text, language);
    const expected = example.expected.map(({ path, line, start, end }): Mark => [path, line, start, end]);
    expect(expected.length).toBeGreaterThan(0);
    expect((await report(rule, text)).sort()).toEqual(expected.sort());
  });

  test("shows what its fix does", () => {
    const isShown = rule.fixed?.some((text) => text !== null) ?? false;
    expect(isShown).toBe(rule.fix !== undefined && !withoutFixedExamples.has(rule.id));
  });

  test.each(rule.bad.map((text, index) => [text, rule.fixed?.[index] ?? null]))(
    "offers the fix that is shown for %s",
    async (text, shown) => {
      const fixed = await fixExample(rule, text);
      expect(fixed?.text).toBe(shown === null ? undefined : dedent(shown));
      expect(fixed?.left ?? []).toEqual([]);
    },
  );

  test.each(rule.good.map((text) => [text]))("is silent about %s", async (text) => {
    expect(await report(rule, text)).toEqual([]);
  });
});
