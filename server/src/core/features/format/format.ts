import { isAutoConf } from "../../cluster/autoConf.ts";
import { recordLine } from "../../cluster/records.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import type { DocumentText } from "../../cluster/sourceDocument.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { scanConfLine } from "../../syntax/conf/scanConfLine.ts";
import { confGaps } from "./confGaps.ts";
import { type Gap, gapsOf, type Layout, layoutOf } from "./layout.ts";
import { nearbyLayout } from "./nearbyLayout.ts";
import { type Row, rowAt } from "./row.ts";

/** Lines, both included. */
export interface LineRange {
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * The edits that align the columns of an authentication file, and set the blanks of postgresql.conf. They touch nothing but
 * blanks between words, so that no meaning changes; lines of which that is not certain stay as they are. None for the file
 * that ALTER SYSTEM writes.
 */
export function format(snapshot: Snapshot, range?: LineRange): readonly TextEdit[] {
  const { document } = snapshot.records;
  if (isAutoConf(document.uri)) return [];
  const { firstLine, lastLine } = range ?? { firstLine: 0, lastLine: document.lines.length };
  const isInside = (line: number) => firstLine <= line && line <= lastLine;
  if (document.language === "postgresql-conf")
    return linesOf(document, isInside).flatMap((line) =>
      toEdits(document, line, confGaps(document.lines, line)),
    );
  const rows = rowsOf(document, snapshot.context.serverVersion);
  const layout = layoutOf([...rows.values()], snapshot.settings.minimumColumnWidth);
  return [...rows].flatMap(([line, row]) =>
    isInside(line) ? toEdits(document, line, authGaps(row, layout)) : [],
  );
}

/** The edits that align the record which covers a line with the records around it, and leave these as they are. */
export function formatLine(snapshot: Snapshot, at: number): readonly TextEdit[] {
  const { records, context } = snapshot;
  const { document } = records;
  if (isAutoConf(document.uri)) return [];
  const line = recordLine(records, at);
  if (document.language === "postgresql-conf") return toEdits(document, line, confGaps(document.lines, line));
  const row = rowAt(document.lines, line, document.language, context.serverVersion);
  return toEdits(document, line, authGaps(row, nearbyLayout(document, line, context.serverVersion)));
}

function rowsOf({ lines, language }: DocumentText, version: ServerVersion): Map<number, Row> {
  const rows = new Map<number, Row>();
  if (language === "postgresql-conf") return rows;
  for (let line = 0; line < lines.length; ) {
    const row = rowAt(lines, line, language, version);
    rows.set(line, row);
    line += Math.max(row.lineCount, 1);
  }
  return rows;
}

/** The lines of postgresql.conf on which records start. */
function linesOf({ lines }: DocumentText, isInside: (line: number) => boolean): number[] {
  const found: number[] = [];
  for (let line = 0; line < lines.length; line += Math.max(scanConfLine(lines, line).lineCount, 1))
    if (isInside(line)) found.push(line);
  return found;
}

function authGaps(row: Row, layout: Layout): Gap[] {
  const { text, cells, lineCount } = row;
  const gaps = gapsOf(row, layout);
  if (lineCount > 1 || cells.length === 0) return gaps;
  const tail = tailOf(text, cells.at(-1)?.span.end ?? 0);
  return tail ? [...gaps, tail] : gaps;
}

/** Blanks at the end of a line, which go, unless they keep a backslash from joining the next line. */
function tailOf(text: string, from: number): Gap | undefined {
  const end = trimEndOf(text, "\r\n").length;
  const start = Math.max(from, trimEndOf(text.slice(0, end), " \t").length);
  return start < end && text[start - 1] !== "\\" && /^[ \t]*$/.test(text.slice(start, end))
    ? { span: { start, end }, blanks: "" }
    : undefined;
}

function toEdits({ uri }: DocumentText, line: number, gaps: readonly Gap[]): TextEdit[] {
  return gaps.map(({ span, blanks }) => ({ place: { uri, line, span }, newText: blanks }));
}
