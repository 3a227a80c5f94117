import type { Language } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { isEqual } from "./isEqual.ts";
import {
  blankEntry,
  continuation,
  type Entry,
  type RecordSummary,
  summarizeRecord,
} from "./recordSummary.ts";
import { type DocumentText, isTooLarge, replaceRange } from "./sourceDocument.ts";
import { topDirective } from "./topDirective.ts";

/**
 * The records of one state of a document, by the line on which they start. Syntax trees are not kept: a line is parsed anew
 * in less time than a cache of trees would cost in memory.
 */
export interface Records {
  readonly document: DocumentText;
  readonly serverVersion: ServerVersion;
  /** The document is too large: none of it is read, as if its lines were blank. */
  readonly isUnread?: true;
  /** By line; lines inside a record hold `continuation`. */
  readonly entries: readonly Entry[];
  /** The lines whose records are comments for pgssl or may hold secrets: few, and looked at after each edit. */
  readonly marked: readonly number[];
  /** The same object as before as long as nothing changed that other records or files depend on. */
  readonly basis: object;
  /** Identifies these records where holding them would keep one state after the other in memory. */
  readonly token: object;
  /** What changed since the records that the token identifies. */
  readonly change?: LineChange & { readonly since: object };
}

/** Lines that were replaced: those from `start` on, `removed` before, `added` now. */
export interface LineChange {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
}

/** Parses a document; of what `former` holds, only the records that changed since. */
export function readRecords(document: DocumentText, serverVersion: ServerVersion, former?: Records): Records {
  const isSameKind =
    former?.serverVersion === serverVersion && former.document.language === document.language;
  if (isSameKind && former.document === document) return former;
  if (isTooLarge(document)) return withoutRecords(document, serverVersion, former);
  const isComparable = isSameKind && !former.isUnread;
  const { lines, language } = document;
  const { entries: before, marked } = isComparable ? former : { entries: [], marked: [] };
  const { start, added } = isComparable ? changedLines(former, lines) : { start: 0, added: lines.length };
  const shift = lines.length - before.length;
  const fresh: Entry[] = [];
  let line = start;
  // A record that became longer may reach into lines that stayed as they are.
  while (line < lines.length && (line < start + added || before[line - shift] === continuation)) {
    const entry = summarizeRecord(language, lines, line, serverVersion);
    fresh.push(entry);
    for (let inner = 1; inner < entry.lineCount; inner++) fresh.push(continuation);
    line += Math.max(entry.lineCount, 1);
  }
  const end = line - shift;
  const entries = before.slice();
  replaceRange(entries, start, end - start, fresh);
  const gone = summariesOf(before.slice(start, end));
  const isSame =
    isComparable &&
    isEqualFor(language, gone, summariesOf(fresh), shift !== 0) &&
    isEqual(unknownLines(former.document), unknownLines(document)) &&
    isEqual(topDirective(former.document), topDirective(document)); // what is before it decides whether it counts
  return {
    document,
    serverVersion,
    entries,
    marked: [
      ...marked.filter((at) => at < start),
      ...markedIn(fresh, start),
      ...marked.flatMap((at) => (at >= end ? [at + shift] : [])),
    ],
    basis: isSame ? former.basis : {},
    token: {},
    ...(isComparable && {
      change: { since: former.token, start, removed: end - start, added: line - start },
    }),
  };
}

function withoutRecords(document: DocumentText, serverVersion: ServerVersion, former?: Records): Records {
  const entries = document.lines.map(() => blankEntry);
  // What is reported about the file is reported at its first line.
  const isSame = former?.isUnread && former.document.lines[0] === document.lines[0];
  const basis = isSame ? former.basis : {};
  return { document, serverVersion, isUnread: true, entries, marked: [], basis, token: {} };
}

/** The lines of a template of which nothing is known: where one comes or goes, more or less is known of the cluster. */
function unknownLines({ template }: DocumentText): readonly string[] | undefined {
  return template && [...template.unknown].map((line) => template.written[line] ?? "");
}

/** The lines of records that are marked, of which the first is on line `start`. Most are not. */
function markedIn(entries: readonly Entry[], start: number): readonly number[] {
  const lines: number[] = [];
  entries.forEach((entry, index) => {
    if (isMarked(entry)) lines.push(start + index);
  });
  return lines;
}

function isMarked({ summary }: Entry): boolean {
  return summary !== undefined && (summary.directive ?? summary.mayHoldSecret ?? summary.host) !== undefined;
}

/** The line on which the record that covers a line starts. */
export function recordLine({ entries }: Records, line: number): number {
  let start = Math.min(line, entries.length - 1);
  while (start > 0 && entries[start] === continuation) start--;
  return start;
}

/** The lines whose records are others than in `before`: whole records on both sides. */
export function changedRecords(before: Records, after: Records): LineChange {
  if (after.change?.since === before.token) return after.change;
  if (before.isUnread !== after.isUnread)
    return { start: 0, removed: before.entries.length, added: after.entries.length };
  const { start: first, removed, added } = changedLines(before, after.document.lines);
  const shift = after.entries.length - before.entries.length;
  let start = first;
  while (start > 0 && (before.entries[start] === continuation || after.entries[start] === continuation))
    start--;
  let end = first + added;
  while (after.entries[end] === continuation || before.entries[end - shift] === continuation) end++;
  return { start, removed: removed + end - (first + added) + (first - start), added: end - start };
}

/** Compares lines from both ends; what did not change is mostly the very same string. */
function changedLines(before: Records, now: readonly string[]): LineChange {
  const was = before.document.lines;
  const common = Math.min(was.length, now.length);
  let start = 0;
  while (start < common && was[start] === now[start]) start++;
  let kept = 0;
  while (kept < common - start && was[was.length - 1 - kept] === now[now.length - 1 - kept]) kept++;
  while (start > 0 && before.entries[start] === continuation) start--;
  return { start, removed: was.length - kept - start, added: now.length - kept - start };
}

function summariesOf(entries: readonly Entry[]): RecordSummary[] {
  return entries.flatMap(({ summary }) => summary ?? []);
}

/** The languages whose summaries are used together with their lines. */
const placesMatter: ReadonlySet<Language> = new Set<Language>(["postgresql-conf", "pg-hosts"]);

function isEqualFor(
  language: Language,
  gone: readonly RecordSummary[],
  come: readonly RecordSummary[],
  moved: boolean,
): boolean {
  if (moved && placesMatter.has(language)) return false;
  // The summary of a mapping does not say which one it is.
  return !come.some(({ isMapping }) => isMapping) && isEqual(gone, come);
}
