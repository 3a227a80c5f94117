import fc from "fast-check";
import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/cluster/sourceDocument.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";

const text = fc.string({ unit: fc.constantFrom("a", " ", "\r", "\n", "\r\n", "é", "#"), maxLength: 30 });

test("lines joined are the text", () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(splitLines(value).join("")).toBe(value);
    }),
  );
});

test("an edit gives the lines that a fresh split of the new text has, and leaves the state before as it was", () => {
  const edits = fc.array(fc.record({ from: fc.nat(40), length: fc.nat(15), inserted: text }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      const document = new SourceDocument("file:///pg_hba.conf", "pg-hba", 1, start);
      let expected = start;
      for (const { from, length, inserted } of changes) {
        const begin = positionAt(expected, Math.min(from, expected.length));
        const end = positionAt(expected, Math.min(from + length, expected.length));
        const beginOffset = offsetAt(expected, begin);
        const endOffset = offsetAt(expected, end);
        expected = expected.slice(0, beginOffset) + inserted + expected.slice(endOffset);
        const before = document.current;
        const text = before.lines.join("");
        document.update([{ range: { start: begin, end }, text: inserted }], document.version + 1);
        expect(before.lines.join("")).toBe(text);
        expect(document.text).toBe(expected);
        expect(document.lines).toEqual(splitLines(expected));
      }
    }),
    { numRuns: 500 },
  );
});

/** As an editor counts: a position is never inside a line break. */
function positionAt(value: string, offset: number) {
  let line = 0;
  let start = 0;
  for (const content of splitLines(value)) {
    const visible = content.replace(/[\r\n]+$/, "").length;
    if (offset < start + content.length || start + content.length === value.length) {
      return { line, character: Math.min(offset - start, visible) };
    }
    start += content.length;
    line++;
  }
  return { line: Math.max(line - 1, 0), character: 0 };
}

function offsetAt(value: string, position: { line: number; character: number }) {
  const lines = splitLines(value);
  return lines.slice(0, position.line).join("").length + position.character;
}
