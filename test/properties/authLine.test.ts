import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";

test("any text: lines add up, spans tile the line in order", () => {
  const pieces = fc.constantFrom(
    "a",
    "é",
    " ",
    "\t",
    ",",
    '"',
    "#",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "@",
    "=",
    "\ufeff",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(...serverVersions), (parts, version) => {
      const lines = splitLines(parts.join(""));
      let joined = "";
      for (let index = 0; index < lines.length; ) {
        const line = scanAuthLine(lines, index, version);
        expect(line.lineCount).toBeGreaterThan(0);
        joined += line.text;
        index += line.lineCount;
        let end = 0;
        for (const { span, tokens } of line.fields) {
          expect(span.start).toBe(tokens[0]?.span.start);
          expect(span.end).toBe(tokens.at(-1)?.span.end);
          for (const token of tokens) {
            expect(token.span.start).toBeGreaterThanOrEqual(end);
            expect(token.span.end).toBeGreaterThan(token.span.start);
            end = token.span.end;
          }
        }
        if (line.comment) expect(line.comment.start).toBeGreaterThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(line.text.length);
      }
      expect(joined).toBe(lines.join(""));
    }),
    { numRuns: 500 },
  );
});

describe("a record of very many lines is read in time that grows with its length", () => {
  const count = 200_000;
  it.each([
    ["continued lines", "host all \\\n"],
    ["lone carriage returns", "host all\r"],
    ["NUL bytes", "host\0\n"],
    ["empty continued lines", "\\\n"],
  ])("%s", (_, line) => {
    const scanned = scanAuthLine(splitLines(line.repeat(count)), 0, 19);
    expect(scanned.text).toHaveLength(line.length * count);
  });
});
