import { isBlankOrComment } from "../../cluster/recordSummary.ts";
import type { AuthLanguage } from "../../model/language.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { type AuthField, type AuthLine, isPlainLine, scanAuthLine } from "../../syntax/authLine.ts";
import { namesIncluded } from "../../syntax/authPosition.ts";
import { methodIndex } from "../../syntax/hba/readHbaRecord.ts";

/** A field, or the comment behind them, with the column that it is aligned in. */
export interface Cell {
  /** By meaning, so that the methods of `local` and `host` lines share one; `undefined` for what follows after one blank. */
  readonly column: number | undefined;
  readonly span: Span;
}

/** A record, or the comment that heads the columns, as far as its cells are on one line with nothing but blanks between them. */
export interface Row {
  /** The text of the record; spans count in it. */
  readonly text: string;
  readonly lineCount: number;
  /** None for blank lines, other comments, and records that are left alone. */
  readonly cells: readonly Cell[];
}

/** Comments behind records have a column of their own, after all others. */
export const commentColumn = 100;

/** Lines longer than this are left alone and count for nothing: nobody looks at their columns. */
export const maxLineLength = 1000;

/** The record that starts on a line, cut into cells. */
export function rowAt(
  lines: readonly string[],
  line: number,
  language: AuthLanguage,
  version: ServerVersion,
): Row {
  const text = lines[line] ?? "";
  if (isPlainLine(text) && isBlankOrComment(text))
    return { text, lineCount: 1, cells: headCells(text, language) };
  return rowOf(scanAuthLine(lines, line, version), language);
}

/** A record as it was scanned, cut into cells. */
export function rowOf(line: AuthLine, language: AuthLanguage): Row {
  const { text, lineCount } = line;
  const isOdd = line.tooLong !== undefined || text.length > maxLineLength || text.includes("\0");
  return { text, lineCount, cells: isOdd ? [] : connected(text, cellsOf(line, language)) };
}

/** The column by meaning that the field of an index is in, given the fields to its left. */
function columnOfField(
  fields: readonly AuthField[],
  index: number,
  language: AuthLanguage,
): number | undefined {
  if (namesIncluded(fields, 1)) return index === 0 ? 0 : undefined;
  if (language !== "pg-hba") return index;
  const method = methodIndex(fields);
  if (index < method) return index;
  return index - method > 1 ? undefined : hbaMethodColumn + index - method;
}

/** Behind the columns for the address and its mask, which not all lines have. */
const hbaMethodColumn = 5;

function cellsOf(line: AuthLine, language: AuthLanguage): Cell[] {
  const { fields, comment } = line;
  const cells: Cell[] = fields.map(({ span }, index) => ({
    column: columnOfField(fields, index, language),
    span,
  }));
  return comment ? [...cells, { column: commentColumn, span: comment }] : cells;
}

/** The first cells, up to where something else than blanks is between two of them, such as a comma or the end of a line. */
function connected(text: string, cells: readonly Cell[]): Cell[] {
  const found: Cell[] = [];
  let end = 0;
  for (const cell of cells) {
    const { span } = cell;
    if (!/^[ \t]*$/.test(text.slice(end, span.start))) break;
    found.push(cell);
    end = span.end;
    if (/[\r\n]/.test(text.slice(span.start, end))) break;
  }
  return found;
}

/** The cells of a comment such as `# TYPE  DATABASE  USER`, which people align with the records below it. */
function headCells(text: string, language: AuthLanguage): Cell[] {
  const line = trimEndOf(text, "\r\n \t");
  const words = [...line.matchAll(/(?:^[ \t]*#[ \t]*)?[^\s#]+/g)];
  const heads = headWords[language];
  const known = words.every(({ 0: word }, index) => heads[index]?.test(word.replace(/^[\s#]+/, "")));
  if (!known || words.length < heads.length - 1) return [];
  return words.map(({ 0: word, index }, position) => ({
    column: language === "pg-hba" && position > 3 ? position + 1 : position,
    span: { start: position === 0 ? line.indexOf("#") : index, end: index + word.length },
  }));
}

const headWords: Readonly<Record<AuthLanguage, readonly RegExp[]>> = {
  "pg-hba": [/^TYPE$/i, /^DATABASE$/i, /^USER$/i, /^ADDRESS$/i, /^METHOD$/i, /^OPTIONS$/i],
  "pg-ident": [/^MAPNAME$/i, /^SYSTEM-USERNAME$/i, /^(?:PG|DATABASE)-USERNAME$/i],
  "pg-hosts": [/^HOSTNAME$/i, /^SSL_CERTIFICATE$/i, /^SSL_KEY$/i, /^SSL_CA$/i],
};
