import type { Span } from "../../model/span.ts";
import { commentColumn, type Row } from "./row.ts";

/** Where the columns of a file start, from 0, by their numbers. */
export type Layout = ReadonlyMap<number, number>;

/** A stretch of blanks, and what becomes of it. */
export interface Gap {
  readonly span: Span;
  readonly blanks: string;
}

/** Cells longer than this push only what is behind them on their own line, not the columns of all lines. */
const maxCell = 40;
/** Blanks behind the longest cell of a column that is laid out anew. */
const freshGap = 2;

/**
 * The columns of a document: where most of its records have them already, as long as all cells fit; else as near as
 * the longest cell and the least width let them be. What it makes of a text it finds again in the result.
 */
export function layoutOf(rows: readonly Row[], minimumWidth: number): Layout {
  const starts = new Map<number, number>();
  const states = rows.map((row) => ({ row, next: 0, end: 0, isPushed: false }));
  for (const state of states) advance(state, 0);
  let before = 0;
  for (const column of columnsOf(rows)) {
    const here = states.filter(({ row, next }) => row.cells[next]?.column === column);
    const regular = here.filter(({ isPushed }) => !isPushed);
    const least = regular.reduce((most, { end }) => Math.max(most, end + 1), 0);
    const wide = column === commentColumn ? least : Math.max(least, before + minimumWidth);
    const usual = mostCommon(regular.map(({ row, next }) => displayedStart(row, next)));
    const isUsable = usual !== undefined && usual.count > 1 && usual.count * 2 > regular.length;
    const start =
      isUsable && usual.value >= wide && usual.value <= wide + maxCell
        ? usual.value
        : Math.max(least - 1 + freshGap, wide);
    starts.set(column, start);
    for (const state of here) advance(state, start);
    if (column !== commentColumn) before = start;
  }
  return starts;
}

/** Where the lines around have their columns, for a line that is to be like them: at the place that most of them agree on. */
export function layoutAround(rows: readonly Row[]): Layout {
  const starts = new Map<number, number>();
  if (!rows.some(isAligned)) return starts;
  for (const column of columnsOf(rows)) {
    const found = rows.flatMap((row) => {
      const index = row.cells.findIndex((cell) => cell.column === column);
      return index < 0 ? [] : [displayedStart(row, index)];
    });
    const usual = mostCommon(found);
    if (usual && usual.count * 2 > found.length) starts.set(column, usual.value);
  }
  return starts;
}

/** Whether somebody aligned a row: blanks or a tab more than there need be. */
function isAligned({ text, cells }: Row): boolean {
  return cells.some(({ span: { start } }, index) => index > 0 && /\s\s$|\t$/.test(text.slice(0, start)));
}

/** The gaps before the cells of a row that a layout makes others of. */
export function gapsOf({ text, cells }: Row, layout: Layout): Gap[] {
  const gaps: Gap[] = [];
  let end = 0;
  let written = 0;
  for (const { column, span } of cells) {
    const start = written === 0 ? 0 : Math.max(end + 1, startOf(column, layout));
    const blanks = " ".repeat(start - end);
    if (text.slice(written, span.start) !== blanks)
      gaps.push({ span: { start: written, end: span.start }, blanks });
    end = start + span.end - span.start;
    written = span.end;
  }
  return gaps;
}

/** A text with other blanks in its gaps, which are in their order. */
export function withGaps(text: string, gaps: readonly Gap[]): string {
  let result = "";
  let done = 0;
  for (const { span, blanks } of gaps) {
    result += text.slice(done, span.start) + blanks;
    done = span.end;
  }
  return result + text.slice(done);
}

/** The column at which a cell starts, 0 where nothing is known about it. */
export function startOf(column: number | undefined, layout: Layout): number {
  return column === undefined ? 0 : (layout.get(column) ?? 0);
}

/** How far a text reaches on the screen, its tabs counted as every eighth column. */
export function displayedWidth(text: string): number {
  if (!text.includes("\t")) return text.length;
  let width = 0;
  for (const character of text) width = character === "\t" ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  return width;
}

interface State {
  readonly row: Row;
  /** The first cell that has no place yet, and where the one before it ends. */
  next: number;
  end: number;
  /** A cell that is too long moved the rest of the line. */
  isPushed: boolean;
}

/** Places the cell of a column, and those after it that follow one blank behind. */
function advance(state: State, start: number): void {
  const { cells } = state.row;
  for (let cell = cells[state.next]; cell; cell = cells[state.next]) {
    const isFollowing = state.next > 0 && cell.column === undefined;
    if (!isFollowing && start < 0) return;
    const length = cell.span.end - cell.span.start;
    state.end =
      (isFollowing ? state.end + 1 : Math.max(start, state.next === 0 ? 0 : state.end + 1)) + length;
    if (length > maxCell) state.isPushed = true;
    state.next++;
    start = -1;
  }
}

function columnsOf(rows: readonly Row[]): number[] {
  const columns = new Set<number>();
  for (const { cells } of rows)
    for (const { column } of cells.slice(1)) if (column !== undefined) columns.add(column);
  return [...columns].sort((a, b) => a - b);
}

function displayedStart({ text, cells }: Row, index: number): number {
  return displayedWidth(text.slice(0, cells[index]?.span.start));
}

function mostCommon(
  values: readonly number[],
): { readonly value: number; readonly count: number } | undefined {
  const counts = new Map<number, number>();
  let best: { value: number; count: number } | undefined;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (!best || count > best.count) best = { value, count };
  }
  return best;
}
