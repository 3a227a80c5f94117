import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Language, languages } from "../../server/src/core/model/language.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { fileNames } from "../support/annotated.ts";
import { openFiles } from "../support/openService.ts";

// What holds for whoever reads one of the four formats: any text has an answer, its spans tile it, what an edit leaves is what a
// fresh reading gives, and twice the text takes twice the time.

/** Words that mean something in one of the formats, and what takes lines apart. */
const piece = fc.constantFrom(
  ..."local|host all all|hostssl| cert| map=m|clientcert=verify-full| 10.0.0.0/8| ::1/128|m|/^(.*)$|\\1|@f".split(
    "|",
  ),
  ..."include |include_dir 'd'|include_if_exists x|ssl = on|work_mem = 4MB|port = '5432'|log_min_messages|= 1".split(
    "|",
  ),
  ..."db.example.com|server.crt|server.key|# pgssl: version=16|# pgssl-disable-next-line hba-trust-remote".split(
    "|",
  ),
  ...[
    " ",
    "\t",
    ",",
    "'",
    '"',
    "#",
    "=",
    "\\",
    "\\\n",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "é",
    "😀",
    "\ufeff",
  ],
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join("")) },
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 }),
);

function open(language: Language, content: string) {
  const { edit, findings } = openFiles({ PG_VERSION: "18\n", f: "a, b\n", x: "\n" });
  const name = fileNames[language];
  return { document: edit(name, content), findings: () => findings(name) };
}

describe.each(languages)("%s", (language) => {
  test("every finding about any text lies in it", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const { document, findings } = open(language, content);
        for (const { line, span, message, rule } of await findings()) {
          expect(line, rule).toBeLessThan(document.lines.length);
          expect(span.start, rule).toBeGreaterThanOrEqual(0);
          expect(span.end, rule).toBeGreaterThanOrEqual(span.start);
          expect(span.end, rule).toBeLessThanOrEqual(document.lines.slice(line).join("").length);
          expect(message, rule).not.toMatch(/[\0-\x1f]|undefined|\[object/);
        }
      }),
      { numRuns: 300, examples: [["@\ud800"], ["local cert\0"]] },
    );
  });

  test("records follow each other without a gap, and between the words of one is nothing but what parts them", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...serverVersions), (content, version) => {
        const lines = splitLines(content);
        let joined = "";
        for (let line = 0; line < lines.length; ) {
          const { text: own, lineCount, parting, spans } = read(language, lines, line, version);
          expect(lineCount).toBeGreaterThan(0);
          joined += own;
          line += lineCount;
          let end = 0;
          for (const span of spans) {
            expect(own.slice(end, span.start)).toMatch(parting);
            expect(span.end).toBeGreaterThan(span.start);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(own.length);
        }
        expect(joined).toBe(content);
      }),
      { numRuns: 1000 },
    );
  });

  test("after any edits the findings are those of a fresh reading", async () => {
    const edit = fc.record({ line: fc.nat(12), character: fc.nat(20), further: fc.nat(2), inserted: text });
    await fc.assert(
      fc.asyncProperty(text, fc.array(edit, { maxLength: 5 }), async (content, edits) => {
        const { document, findings } = open(language, content);
        await findings();
        for (const { line, character, further, inserted } of edits) {
          const range = { start: { line, character }, end: { line: line + further, character } };
          document.update([{ range, text: inserted }], document.version + 1);
          expect(await findings()).toEqual(await open(language, document.text).findings());
        }
      }),
      { numRuns: 200 },
    );
  });

  test("eight times the text takes no more than some eight times the time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const unit = pieces.join("");
        const ratios: number[] = [];
        // The machine is at fault when one of three turns is quick enough: what grows with the square takes 64 times the time.
        do ratios.push((await cost(language, unit, 8_000)) / Math.max(await cost(language, unit, 1_000), 4));
        while ((ratios.at(-1) ?? 0) > 24 && ratios.length < 3);
        expect(Math.min(...ratios), JSON.stringify(unit)).toBeLessThan(24);
      }),
      { numRuns: 12, examples: [[["\r", "local"]], [["local", "\\\n"]]] },
    );
  });
});

/** The milliseconds of processor time that checking a text takes; the file may be one record or thousands. */
async function cost(language: Language, unit: string, count: number): Promise<number> {
  const { findings } = open(language, unit.repeat(count));
  const start = process.cpuUsage();
  await findings();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** A record's words and comment in order, and what may be between them. */
function read(
  language: Language,
  lines: readonly string[],
  line: number,
  version: (typeof serverVersions)[number],
) {
  if (language === "postgresql-conf") {
    const { text, lineCount, name, equals, value, comment, syntaxError } = scanConfLine(lines, line);
    const spans = [name?.span, equals, value?.span, comment].filter((span) => span !== undefined);
    return { text, lineCount, spans, parting: syntaxError ? /^/ : /^[ \t\r\n]*$/ };
  }
  const { text, lineCount, fields, comment } = scanAuthLine(lines, line, version);
  const words = fields.flatMap(({ tokens }) => tokens.map(({ span }) => span));
  const spans = [...words, ...(comment ? [comment] : [])];
  return { text, lineCount, spans, parting: /^([ \t\r\n,]|\\\r*\n|\\?\0[^\n]*)*$/ };
}
