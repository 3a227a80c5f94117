import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { toPatternBytes } from "../../server/src/core/syntax/regex/patternBytes.ts";
import { regexProblem } from "../../server/src/core/syntax/regex/regexProblem.ts";
import { regexPattern } from "../support/regexPatterns.ts";

// PostgreSQL 16 to 18, on start, with the stack that they grant themselves.
describe("Results of real servers on large patterns", () => {
  const cases: [string, string, boolean][] = [
    ["groups nested 9,200 deep", "(?:".repeat(9_200) + ")".repeat(9_200), true],
    ["groups nested 9,400 deep", "(?:".repeat(9_400) + ")".repeat(9_400), false],
    ["100,000 groups that do not end", "(".repeat(100_000), false],
    ["capturing groups nested 9,000 deep", "(".repeat(9_000) + ")".repeat(9_000), false],
    ["43,000 characters", "a".repeat(43_000), true],
    ["44,500 characters", "a".repeat(44_500), false],
    ["30,000 alternatives", "a|".repeat(30_000), true],
    ["270,000 alternatives", "a|".repeat(270_000), false],
    ["8,000 groups in a row", "(a)".repeat(8_000), true],
    ["20,000 groups in a row", "(a)".repeat(20_000), false],
    ["4,000 back references", `(abcdefgh)${"\\1".repeat(4_000)}`, true],
    ["5,000 back references", `(abcdefgh)${"\\1".repeat(5_000)}`, false],
    ["1,500 options in a row", "a?".repeat(1_500), true],
    ["1,600 options in a row", "a?".repeat(1_600), false],
    ["255 times 255 characters", "(?:a{255}){255}", false],
    ["150 times 255 characters", "(?:a{255}){150}", true],
    ["255 times up to 255 characters", "(?:a{0,255}b){255}", true],
    ["195 times a run of options", "(?:a{0,30}b?){195}", true],
    ["200 times a run of options", "(?:a{0,30}b?){200}", false],
  ];
  it.each(cases)("%s", (_name, pattern, accepted) => {
    expect(regexProblem(pattern)?.kind).toBe(accepted ? undefined : "complexity");
  });
});

it("Any text has a result, at a place within it, in words", () => {
  const text = fc.oneof(regexPattern, fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(text, fc.constantFrom(...serverVersions), (pattern, version) => {
      const problem = regexProblem(pattern, version);
      if (!problem) return;
      expect(problem.offset).toBeGreaterThanOrEqual(0);
      expect(problem.offset).toBeLessThanOrEqual(pattern.length);
      expect(problem.message).toMatch(/\.$/);
    }),
    { numRuns: 500 },
  );
});

it("A pattern's bytes are its UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
      const { codes, offsets } = toPatternBytes(text);
      expect([...codes]).toEqual([...new TextEncoder().encode(text)]);
      expect(offsets.length).toBe(codes.length + 1);
      expect(offsets.at(-1)).toBe(text.length);
    }),
  );
});
