import stringWidth from "fast-string-width";
import type { ShownExcerpt } from "./checkedFile.ts";
import type { Colors } from "./output.ts";
import { printedWithin } from "./printed.ts";

/** Columns from one tab stop to the next. */
const tabStop = 8;

/** A line of a file with its number, and below it carets under what is marked. What does not fit the terminal is cut off on both sides. */
export function excerptText(
  { line, text, span }: ShownExcerpt,
  width: number,
  colors: Colors,
  mark: (text: string) => string,
): string[] {
  const number = String(line).padStart(5);
  const gutter = (head: string) => colors.dim(`${head} │ `);
  const room = width - number.length - 4;
  const shown = cut(inColumns(text, span), room);
  const carets = " ".repeat(shown.start) + mark("^".repeat(Math.max(shown.end - shown.start, 1)));
  return [`${gutter(number)}${shown.text}`, `${gutter(" ".repeat(number.length))}${carets}`];
}

/** A text as it is printed, and a part of it in columns. */
interface Columns {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text with tabs as blanks and all that is not to be printed spelled out. */
function inColumns(text: string, { start, end }: ShownExcerpt["span"]): Columns {
  let shown = "";
  let column = 0;
  const append = (part: string) => {
    for (const piece of part.split(/(\t)/)) {
      const next = piece === "\t" ? " ".repeat(tabStop - (column % tabStop)) : printedWithin(piece);
      shown += next;
      column += stringWidth(next);
    }
    return column;
  };
  const from = append(text.slice(0, start));
  const to = append(text.slice(start, end));
  append(text.slice(end));
  return { text: printedWithin(shown), start: from, end: to };
}

/** As much of it as fits, with what is marked in it. */
function cut({ text, start, end }: Columns, room: number): Columns {
  if (stringWidth(text) <= room) return { text, start, end };
  const from = end <= room - 1 ? 0 : Math.max(Math.min(start - 8, end - room + 2), 0);
  const body = slice(text, from, from + room - (from > 0 ? 2 : 1));
  const lead = from > 0 ? "…" : "";
  const shift = from - lead.length;
  const width = stringWidth(body) + lead.length;
  return {
    text: `${lead}${body}${from + stringWidth(body) < stringWidth(text) ? "…" : ""}`,
    start: start - shift,
    end: Math.min(end - shift, width),
  };
}

/** The characters of a text from one column to another. */
function slice(text: string, from: number, to: number): string {
  let column = 0;
  let found = "";
  for (const character of text) {
    const next = column + stringWidth(character);
    if (column >= from && next <= to) found += character;
    column = next;
    if (column >= to) break;
  }
  return found;
}
