import { describe, expect, it } from "vitest";
import { firstCapture, matchesRegex } from "../../../server/src/core/syntax/regex/matchesRegex.ts";
import { captureGroups } from "../../../server/src/core/syntax/regex/regexProblem.ts";
import matches from "../fixtures/regexMatches.json" with { type: "json" };

// Rows of a pattern, a text, and what PostgreSQL 13, 16 and 18 found: nothing (null), or the bytes, as U+0000 to U+00FF,
// of the first group or, without groups, of the whole match. They say nothing for a group that took no part.
describe("Matches of real servers", () => {
  it.each(matches as [string, string, string | null][])("%j in %j", (pattern, text, found) => {
    expect([undefined, found !== null]).toContain(matchesRegex(pattern, text));
    const capture = captureGroups(pattern) > 0 ? firstCapture(pattern, text) : undefined;
    if (capture !== undefined) expect(Buffer.from(capture).toString("latin1")).toBe(found);
  });

  it("leaves few undecided", () => {
    const undecided = matches.filter(
      ([pattern, text]) => matchesRegex(pattern ?? "", text ?? "") === undefined,
    );
    expect(undecided.map(([pattern]) => pattern)).toEqual(["(?n)^b$", "(a)\\1"]);
  });
});

it.each([
  ["^(.*)@example\\.com$", "bob@example.com", "bob"],
  ["^(.*)@example\\.com$", "é😀@example.com", "é😀"],
  ["(?i)^cn=([^,]+),", "CN=Bob,OU=x", "Bob"],
  ["^(.*)@example\\.com$", "bob@example.org", undefined],
  ["(.*)@example\\.com", "bob@example.com", undefined],
  ["^(.)", "é", undefined],
  ["^((a)|b)$", "b", "b"],
  ["^(a)|b", "a", undefined],
  ["^(?:(a))$", "a", undefined],
  ["^(a", "a", undefined],
])("The first group of %s captures from %s: %s", (pattern, text, captured) => {
  expect(firstCapture(pattern, text)).toBe(captured);
});

it.each([
  ["^(a*)*$", `${"a".repeat(500)}b`, false],
  ["^((a?){20}){20}$", "a".repeat(60), true],
  ["(x+x+)+y", "x".repeat(200), false],
  [`${"(".repeat(500)}a${")".repeat(500)}`, "a", undefined],
  ["(?=(?=(?=.*)*.*).*)*", "a", undefined],
  ["^(?:.{0,255}){255}$", "a".repeat(2_000), undefined],
])("%s does not take long", (pattern, text, expected) => {
  const start = process.cpuUsage();
  expect(matchesRegex(pattern, text)).toBe(expected);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
});
