import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import { confAt } from "../../../server/src/core/syntax/conf/confAt.ts";
import { confReferences, scanConfLine } from "../../../server/src/core/syntax/conf/scanConfLine.ts";

const scan = (text: string) => scanConfLine(splitLines(text), 0);

describe("scanConfLine", () => {
  it.each([
    ["ssl = on # c\n", "ssl", "on", "identifier"],
    ["ssl on", "ssl", "on", "identifier"],
    ["ssl_cert_file'x.crt'", "ssl_cert_file", "x.crt", "string"],
    ["a.b = 'it''s'", "a.b", "it's", "string"],
    ["a = '\\'\\\\\\n\\101\\303\\251\\q'", "a", "'\\\nA\u00e9q", "string"],
    ["a = '\\377\\400x'", "a", "\ufffd", "string"],
    ["a = 'ab\0cd'", "a", "a", "string"],
    ["a = -1.5e3", "a", "-1.5e3", "real"],
    ["a = +0x1FkB", "a", "+0x1FkB", "integer"],
    ["a = my-server.crt", "a", "my-server.crt", "unquoted-string"],
    ["a\r=\r1\r\n", "a", "1", "integer"],
    ["\u00fc = \u00e9", "\u00fc", "\u00e9", "identifier"],
  ])("%j sets %j to %j", (text, name, value, kind) => {
    const line = scan(text);
    expect(line.syntaxError).toBeUndefined();
    expect([line.name?.text, line.value?.text, line.value?.kind]).toEqual([name, value, kind]);
  });

  it.each([
    ["; note", "name", ";"],
    ["port: 5432", "name", "port:"],
    ["foo$ = 1", "name", "foo$"],
    ["a.b.c = 1", "name", "a.b.c"],
    ["ssl\n", "value", "ssl"],
    ["ssl = # c", "value", "ssl ="],
    ["ssl == on", "value", "="],
    ["a = /etc/x # c", "quotes", "/etc/x"],
    ["a = server.crt", "quotes", "server.crt"],
    ["a = 127.0.0.1", "quotes", "127.0.0.1"],
    ["a = 'x''y", "closing-quote", "'x''y"],
    ["a = 'x' y # c", "end-of-line", "y"],
    ["a = 4 MB", "end-of-line", "MB"],
  ])("%j expects %s at %j", (text, expected, marked) => {
    const { syntaxError } = scan(text);
    expect(syntaxError?.expected).toBe(expected);
    expect(text.slice(syntaxError?.span.start, syntaxError?.span.end)).toBe(marked);
  });

  it("joins what an editor splits at a lone carriage return", () => {
    const line = scan("# c\rssl = off\nport = 1\n");
    expect([line.lineCount, line.name, line.comment]).toEqual([2, undefined, { start: 0, end: 13 }]);
  });

  it("finds any text a line whose spans lie in it, in order", () => {
    const piece = fc.constantFrom(
      "a",
      "ssl",
      "=",
      " ",
      "'",
      "''",
      "\\",
      "#",
      "\r",
      "\n",
      "1",
      ".",
      "-",
      "\0",
      "\u00e9",
      "x.y",
      "0x1g",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const line = scan(text);
        const { name, equals, value, comment, syntaxError } = line;
        const spans = [name?.span, equals, value?.span, comment].filter((span) => span !== undefined);
        const ends = [0, ...spans.map((span) => span.end)];
        const misplaced = spans.filter(({ start, end }, at) => start < (ends[at] ?? 0) || end <= start);
        const last = Math.max(ends.at(-1) ?? 0, syntaxError?.span.end ?? 0);
        const shown = splitLines(text).slice(0, line.lineCount).join("");
        return misplaced.length === 0 && last <= line.text.length && line.text === shown;
      }),
      { numRuns: 2000 },
    );
  });

  it("takes time in proportion to a line's length", () => {
    const time = (count: number) => {
      const text = `x = ${"'\\".repeat(count)}`;
      const start = process.cpuUsage();
      for (let run = 0; run < 5; run++) scan(text);
      return process.cpuUsage(start).user / 1000;
    };
    time(20_000);
    // Four times the length takes four times as long; sixteen times, were it to grow with the square.
    expect(time(320_000)).toBeLessThan(60 * Math.max(time(20_000), 5));
  });
});

describe("confAt", () => {
  it.each([
    ["|", "name", ""],
    ["  ss|l", "name", "ssl"],
    ["ssl |", "value", ""],
    ["ssl |= on", "equals", "="],
    ["ssl =| on", "value", ""],
    ["ssl = |", "value", ""],
    ["ssl = o|n", "value", "on"],
    ["ssl = on|", "value", "on"],
    ["ssl = on |", "after-value", ""],
    ["ssl = on # c|", "comment", "# c"],
    ["#|", "comment", "#"],
    ["ssl_cert_file = /etc/|x", "value", "/etc/x"],
    ["ssl_cert_file = 'x|", "value", "'x"],
    ["foo-|bar", "name", "foo-bar"],
  ])("%j is in %s %j", (marked, kind, covered) => {
    const text = marked.replace("|", "");
    const at = confAt(scan(text), marked.indexOf("|"));
    expect([at.kind, text.slice(at.span.start, at.span.end)]).toEqual([kind, covered]);
  });
});

describe("confReferences", () => {
  it.each([
    ["include 'a b.conf'", "include", "a b.conf"],
    ["INCLUDE_IF_EXISTS = x", "include_if_exists", "x"],
    ["include_dir 'conf.d'", "include_dir", "conf.d"],
  ])("%j", (text, kind, path) => {
    expect(confReferences(scan(text))).toMatchObject({ kind, path });
  });

  it.each(["include ''", "include ' \t'", "include x.conf", "includes 'x'"])("%j names nothing", (text) => {
    expect(confReferences(scan(text))).toBeUndefined();
  });
});
