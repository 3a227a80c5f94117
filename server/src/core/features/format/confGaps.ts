import { trimEndOf } from "../../model/trimEndOf.ts";
import type { ConfLine } from "../../syntax/conf/confLine.ts";
import { scanConfLine } from "../../syntax/conf/scanConfLine.ts";
import { displayedWidth, type Gap, withGaps } from "./layout.ts";
import { maxLineLength } from "./row.ts";

/**
 * The blanks of a line of postgresql.conf that are others than `name = value` has: one on each side of the sign, none before the
 * name. Signs that are aligned with those of the line above or below stay so, and a comment stays in its column while there is room.
 */
export function confGaps(lines: readonly string[], at: number): Gap[] {
  const line = scanConfLine(lines, at);
  const { text, name, equals, value, comment, syntaxError, lineCount } = line;
  if (!name || !value || syntaxError || lineCount > 1 || text.length > maxLineLength) return [];
  const gaps: Gap[] = [];
  const set = (start: number, end: number, blanks: string) => {
    const written = text.slice(start, end);
    if (written === blanks || !/^[ \t]*$/.test(written)) return;
    gaps.push({ span: { start, end }, blanks });
  };
  set(0, name.span.start, "");
  if (!equals) set(name.span.end, value.span.start, " ");
  else {
    const isAligned = [at - 1, at + 1].some((near) => isAlignedWith(lines, near, line));
    if (!isAligned) set(name.span.end, equals.start, " ");
    set(equals.end, value.span.start, " ");
  }
  if (!comment) {
    const end = trimEndOf(text, "\r\n").length;
    if (end > value.span.end) set(value.span.end, end, "");
  } else if (gaps.length > 0) {
    const column = displayedWidth(text.slice(0, comment.start));
    const end = displayedWidth(withGaps(text.slice(0, value.span.end), gaps));
    set(value.span.end, comment.start, " ".repeat(Math.max(column - end, 1)));
  } else if (comment.start === value.span.end) set(comment.start, comment.start, " ");
  return gaps;
}

/** Whether a line has its sign in the same column as another, each with blanks before it. */
function isAlignedWith(lines: readonly string[], at: number, line: ConfLine): boolean {
  if (at < 0 || at >= lines.length) return false;
  const own = signColumn(line);
  return own !== undefined && own === signColumn(scanConfLine(lines, at));
}

/** From the name to the sign; `undefined` where tabs or no blanks are between them. */
function signColumn({ text, name, equals, value, syntaxError, lineCount }: ConfLine): number | undefined {
  if (!name || !equals || !value || syntaxError || lineCount > 1 || text.length > maxLineLength)
    return undefined;
  return /^ +$/.test(text.slice(name.span.end, equals.start)) ? equals.start - name.span.start : undefined;
}
