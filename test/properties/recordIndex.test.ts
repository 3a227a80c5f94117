import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordIndex } from "../../server/src/core/cluster/recordIndex.ts";
import { SourceDocument } from "../../server/src/core/cluster/sourceDocument.ts";
import type { Finding } from "../../server/src/core/model/diagnostic.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";

const piece = fc.constantFrom(
  "host all all",
  " all trust",
  "\\",
  "\n",
  "\r\n",
  "# pgssl: version=16",
  "@a",
  '"',
  " ",
  "\0",
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
const edit = fc.record({ line: fc.nat(12), character: fc.nat(15), endLine: fc.nat(3), inserted: text });

/** Judges a record by its own words alone, so that stale judgements show. */
function judge(document: SourceDocument) {
  return (line: number): readonly Finding[] => {
    const { fields, text } = scanAuthLine(document.lines, line, 18);
    const span = { start: 0, end: text.length };
    return fields.length > 0 ? [{ rule: text, severity: "hint", serverEffect: null, span, message: "" }] : [];
  };
}

function told(index: RecordIndex, document: SourceDocument) {
  index.rescan();
  index.judge("context", judge(document));
  const loud: unknown[] = [];
  index.forEachLoud(({ findings, digest, lineCount }, line) =>
    loud.push([line, lineCount, findings, digest]),
  );
  return { loud, entries: index.entries.map((entry) => [entry?.lineCount, entry?.digest]) };
}

test("after any edits the records are those of a fresh reading", () => {
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 5 }), (start, edits) => {
      const document = new SourceDocument("file:///pg_hba.conf", "pg-hba", 1, start);
      const index = new RecordIndex(document);
      index.scan(18);
      told(index, document);
      for (const { line, character, endLine, inserted } of edits) {
        const range = { start: { line, character }, end: { line: line + endLine, character } };
        document.update([{ range, text: inserted }], document.version + 1);
        const fresh = new RecordIndex(document);
        fresh.scan(18);
        expect(told(index, document)).toEqual(told(fresh, document));
      }
    }),
    { numRuns: 1000 },
  );
});
