import fc from "fast-check";
import { expect, test } from "vitest";
import { Checker } from "../../server/src/core/check/checker.ts";
import { changedRecords, readRecords } from "../../server/src/core/cluster/records.ts";
import { SourceDocument } from "../../server/src/core/cluster/sourceDocument.ts";
import { openFiles } from "../support/openService.ts";

const piece = fc.constantFrom(
  "host all all",
  "hostssl all all 10.0.0.0/8",
  " trust",
  " 0.0.0.0/0 md5",
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
const edits = fc.array(edit, { maxLength: 5 });

/** Makes an edit as an editor does. */
function apply(document: SourceDocument, { line, character, endLine, inserted }: EditAt) {
  const range = { start: { line, character }, end: { line: line + endLine, character } };
  document.update([{ range, text: inserted }], document.version + 1);
}

interface EditAt {
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly inserted: string;
}

test("after any edits the records are those of a fresh reading", () => {
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      const document = new SourceDocument("file:///pg_hba.conf", "pg-hba", 1, start);
      let records = readRecords(document.current, 18);
      for (const change of changes) {
        apply(document, change);
        const former = records;
        records = readRecords(document.current, 18, former);
        const { entries } = readRecords(document.current, 18);
        expect(records.entries).toEqual(entries);
        const { start: first, removed, added } = changedRecords(former, records);
        expect(records.entries.slice(0, first)).toEqual(former.entries.slice(0, first));
        expect(records.entries.slice(first + added)).toEqual(former.entries.slice(first + removed));
        const summaries = [former, records].map((one) => one.entries.flatMap(({ summary }) => summary ?? []));
        if (records.basis === former.basis) expect(summaries[1]).toEqual(summaries[0]);
      }
    }),
    { numRuns: 1000 },
  );
});

test("after any edits the findings are those of a fresh look", async () => {
  await fc.assert(
    fc.asyncProperty(text, edits, async (start, changes) => {
      const name = "/lone/pg_hba.conf";
      const { edit: open, findings } = openFiles({});
      const document = open(name, start);
      await findings(name);
      for (const change of changes) {
        apply(document, change);
        const fresh = openFiles({});
        fresh.edit(name, document.text);
        expect(await findings(name)).toEqual(await fresh.findings(name));
      }
    }),
    { numRuns: 200 },
  );
});

test("checking a snapshot again gives the same, and a snapshot does not change with its document", async () => {
  const { edit: open, service } = openFiles({});
  const document = open("/lone/pg_hba.conf", "host all all 0.0.0.0/0 trust\n");
  const before = await service.snapshot(document.uri);
  apply(document, { line: 0, character: 0, endLine: 0, inserted: "x" });
  const after = await service.snapshot(document.uri);
  expect(before?.records.document.lines[0]).toBe("host all all 0.0.0.0/0 trust\n");
  expect(after?.records.document.lines[0]).toBe("xhost all all 0.0.0.0/0 trust\n");
  expect(after?.cluster).toBe(before?.cluster);
  const checker = new Checker();
  const rules = (snapshot: typeof before) =>
    snapshot &&
    checker
      .check(snapshot)
      .shown(document.uri)
      .map(({ rule }) => rule);
  expect(rules(before)).toContain("hba-trust-remote");
  expect(rules(after)).toContain("hba-type-unknown");
  expect(rules(before)).toContain("hba-trust-remote");
});

test.each([
  ["a line is put above it", { line: 0, character: 0, endLine: 0, inserted: "local all all peer\n" }],
  ["a word is put before it", { line: 0, character: 0, endLine: 0, inserted: "x" }],
])("a comment for pgssl is no longer at the top once %s", async (_, change) => {
  for (const name of ["/lone/pg_hba.conf", "/lone/postgresql.conf"]) {
    const { edit: open, service } = openFiles({});
    const document = open(name, "# pgssl: version=15\nlocal all all pear\n");
    const version = async () => (await service.snapshot(document.uri))?.context.serverVersion;
    expect(await version()).toBe(15);
    apply(document, change);
    expect(await version(), name).toBe(19);
  }
});
