import type { PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";

/** Something that PgBouncer finds on a line of its configuration; spans count from the start of the line. */
export type IniEntry =
  | { readonly kind: "section"; readonly line: number; readonly name: string; readonly span: Span }
  | { readonly kind: "include"; readonly line: number; readonly path: string; readonly span: Span }
  | {
      readonly kind: "assignment";
      readonly line: number;
      readonly name: string;
      readonly nameSpan: Span;
      /** Nothing is unquoted, and no comment is removed. */
      readonly value: string;
      readonly valueSpan: Span;
    }
  /** Where PgBouncer stops with a syntax error. */
  | {
      readonly kind: "fault";
      readonly line: number;
      readonly problem: "section-open" | "equals-missing" | "quote-open";
      readonly span: Span;
    };

const spaces = " \t\n\v\f\r";

/**
 * Reads lines of pgbouncer.ini as PgBouncer does (`usual/cfparser.c` of libusual): comments only at the beginning of a line, behind `;` or
 * `#`; names of letters, digits and `_.-*`, since 1.25 others between single quotes; a value up to the end of the line.
 */
export function readIniLines(lines: readonly string[], version: PgBouncerVersion): readonly IniEntry[] {
  return lines.flatMap((raw, line) => readLine(trimEndOf(raw, spaces), line, version));
}

function readLine(text: string, line: number, version: PgBouncerVersion): IniEntry[] {
  const found: IniEntry[] = [];
  let at = 0;
  const skip = (characters: string) => {
    while (at < text.length && characters.includes(text[at] ?? "")) at++;
  };
  const fault = (problem: "section-open" | "equals-missing" | "quote-open", start: number) => {
    found.push({ kind: "fault", line, problem, span: { start, end: text.length } });
    return found;
  };
  for (;;) {
    skip(spaces);
    if (at >= text.length || text[at] === "#" || text[at] === ";") return found;
    const start = at;
    if (/^%include[ \t]/.test(text.slice(at, at + 9))) {
      at += 8;
      skip(" \t");
      found.push({ kind: "include", line, path: text.slice(at), span: { start: at, end: text.length } });
      return found;
    }
    if (text[at] === "[") {
      const close = text.indexOf("]", at);
      if (close < 0) return fault("section-open", start);
      const span = { start: at + 1, end: close };
      found.push({ kind: "section", line, name: text.slice(at + 1, close), span });
      at = close + 1;
      continue;
    }
    let nameSpan: Span;
    if (version >= 25 && text[at] === "'") {
      const close = text.indexOf("'", at + 1);
      if (close <= at + 1) return fault("quote-open", start);
      nameSpan = { start: at + 1, end: close };
      at = close + 1;
    } else {
      while (/[\w.*-]/.test(text[at] ?? "")) at++;
      nameSpan = { start, end: at };
    }
    skip(" \t");
    if (text[at] !== "=") return fault("equals-missing", start);
    at++;
    skip(" \t");
    const name = text.slice(nameSpan.start, nameSpan.end);
    const valueSpan = { start: at, end: text.length };
    found.push({ kind: "assignment", line, name, nameSpan, value: text.slice(at), valueSpan });
    return found;
  }
}
