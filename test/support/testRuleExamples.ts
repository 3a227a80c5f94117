import { describe, expect, test } from "vitest";
import { languagesOf, type RuleWithPage } from "../../server/src/core/ruleKit/rule.ts";
import { dedent, parseExample } from "./annotated.ts";
import { fixExample } from "./fixExample.ts";
import { type ExampleRun, runExample } from "./runExample.ts";

/** Where a rule reports something in an example: path, line, start, end. */
type Mark = readonly [path: string, line: number, start: number, end: number];

/** What no example can show: bytes that are no text, and lines too long to print. They have tests of their own. */
const withoutExamples: ReadonlySet<string> = new Set(["file-encoding", "line-too-long"]);

/** Characters of a message: what the Problems panel shows in a wide window, and what it shows in most. */
const maxMessage = 140;
const usualMessage = 95;

/** Tests that run all examples of some rules, and look at the messages of the bad ones. */
export function testRuleExamples(rules: readonly RuleWithPage[]): void {
  const messages = new Set<string>();

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
    const language = languagesOf(rule)[0] ?? "postgresql-conf";

    test("is an error only where the server refuses something", () => {
      if (rule.severity === "error") expect(rule.serverEffect).not.toBeNull();
      if (!withoutExamples.has(rule.id)) expect(rule.bad.length).toBeGreaterThan(0);
      expect(rule.good.length).toBeGreaterThan(0);
    });

    describe.each(rule.bad.map((text, index) => [text, rule.fixed?.[index] ?? null]))("%s", (text, shown) => {
      let run: Promise<ExampleRun> | undefined;
      const example = () => {
        run ??= runExample(rule, text);
        return run;
      };

      test("reports just what is marked", async () => {
        const marks = parseExample(text, language).expected;
        expect(marks.length).toBeGreaterThan(0);
        const { findings } = await example();
        for (const { diagnostic } of findings) messages.add(`${rule.id}: ${diagnostic.message}`);
        expect(marksOf(findings)).toEqual(marksOf(marks));
      });

      // Findings about PgBouncer are never of a server that a carrier keeps from seeing them.
      if (!rule.pgbouncer)
        test("has what the server does as its refusal", async () => {
          const { findings } = await example();
          for (const { diagnostic } of findings) {
            const { serverEffect, detail = "", refusal = "" } = diagnostic;
            expect(detail).toContain(refusal);
            if (serverEffect === "line-error" || serverEffect === "start-error")
              expect(detail.replace(refusal, "")).not.toMatch(
                /The server (?:refuses|loads)|not start|reload/,
              );
          }
        });

      test("offers the fix that is shown", async () => {
        const known = await example();
        run = undefined; // which would be kept to the end of all tests
        const fixed = await fixExample(rule, text, known);
        expect(fixed?.text).toBe(shown === null ? undefined : dedent(shown));
        expect(fixed?.left ?? []).toEqual([]);
      });
    });

    test("shows what its fix does", () => {
      const isShown = rule.fixed?.some((text) => text !== null) ?? false;
      // Rules about clients' files report their ways out together with what is wrong.
      const reportsFixes = [rule.service, rule.passwords, rule.strings, rule.pgbouncer].some(
        (check) => check !== undefined,
      );
      if (!reportsFixes && !withoutExamples.has(rule.id))
        expect(isShown).toBe(rule.fix !== undefined || rule.appends === true);
    });

    test.each(rule.good.map((text) => [text]))("is silent about %s", async (text) => {
      const { findings } = await runExample(rule, text);
      expect(marksOf(findings)).toEqual([]);
    });
  });

  test("messages fit into the Problems panel, with the way out", () => {
    const texts = [...messages].map((message) => message.slice(message.indexOf(":") + 2));
    expect([...messages].filter((_, index) => (texts[index] ?? "").length > maxMessage)).toEqual([]);
    const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(usualMessage);
    expect([...messages].filter((message) => riddles.test(message))).toEqual([]);
  });
}

/** "No X is" for "X is not", a question for an answer, and messages that stop before they say what to do. */
const riddles = /\b(?:is|are) no (?!longer)|\?$(?<!did you mean .*\?)|^[^:]+: [^.;:,?]*\.$/;

function marksOf(places: Iterable<{ path: string; line: number; start: number; end: number }>): Mark[] {
  return [...places].map(({ path, line, start, end }): Mark => [path, line, start, end]).sort();
}
