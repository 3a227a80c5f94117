import { describe, expect, it } from "vitest";
import { captureGroups, regexProblem } from "../../../server/src/core/syntax/regex/regexProblem.ts";
import results from "../fixtures/regexRefusals.json" with { type: "json" };

// Rows of a pattern, what PostgreSQL 14 to 18 made of it, and what 13 did where that is something else. What they reported
// is named by our words for their error codes; there is nothing for a pattern that compiled.
describe("Results of real servers", () => {
  it.each(results)("%j", (pattern = "", result = "", result13 = result) => {
    expect(regexProblem(pattern)?.kind ?? "").toBe(result);
    expect(regexProblem(pattern, 14)?.kind ?? "").toBe(result);
    expect(regexProblem(pattern, 13)?.kind ?? "").toBe(result13);
  });
});

it.each([
  ["a(b", 1],
  ["é[b-a]", 2],
  ["😀**", 3],
  ["ab\\q", 2],
  ["(?iz)a", 3],
  ["x[[:foo:]]", 2],
  ["(a)\\2", 3],
  ["a{2,1}", 1],
])("The problem of %s is at %i", (pattern, offset) => {
  expect(regexProblem(pattern)?.offset).toBe(offset);
});

it.each([
  ["^.*$", 0],
  ["^(.*)@x$", 1],
  ["((a)|(b))(?:c)", 3],
  ["(?=(a))b", 0],
  ["(?e)(a)", 1],
  ["(?b)\\(a\\)(b)", 1],
  ["***=(a)", 0],
  ["[(](a)\\(", 1],
  ["(a", 0],
])("%s captures %i", (pattern, groups) => {
  expect(captureGroups(pattern)).toBe(groups);
});
