import type { Language } from "../model/language.ts";
import { splitLines } from "../model/lines.ts";

/** A change as an editor tells it (LSP, TextDocumentContentChangeEvent); without a range it is the whole text. */
export interface ContentChange {
  readonly range?: { readonly start: LinePosition; readonly end: LinePosition };
  readonly text: string;
}

/** A line and a character in it, both from 0, in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Told which lines were replaced: those from `start` on, `removed` before, `added` now. */
export type LinesListener = (start: number, removed: number, added: number) => void;

/**
 * The text of one file, kept as lines so that an edit costs what it changes and not what the file holds.
 * Each line keeps its line break; joined they are the text.
 */
export class SourceDocument {
  readonly uri: string;
  readonly language: Language;
  #version: number;
  #lines: string[];
  readonly #listeners: LinesListener[] = [];

  constructor(uri: string, language: Language, version: number, text: string) {
    this.uri = uri;
    this.language = language;
    this.#version = version;
    this.#lines = splitLines(text);
  }

  /** The editor's number of this state of the text. */
  get version(): number {
    return this.#version;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  get text(): string {
    return this.#lines.join("");
  }

  /** Calls the listener after every change. */
  onLinesChanged(listener: LinesListener): void {
    this.#listeners.push(listener);
  }

  /** Applies changes in order, as the protocol prescribes. Positions past the end of a line or the text are clipped. */
  update(changes: readonly ContentChange[], version: number): void {
    for (const change of changes) {
      if (change.range) this.#replace(change.range.start, change.range.end, change.text);
      else this.#replaceLines(0, this.#lines.length, splitLines(change.text));
    }
    this.#version = version;
  }

  #replace(start: LinePosition, end: LinePosition, inserted: string): void {
    const lastLine = this.#lines.length - 1;
    let from = Math.min(Math.max(start.line, 0), lastLine);
    let upTo = Math.min(Math.max(end.line, from), lastLine) + 1;
    const first = this.#lines[from] ?? "";
    const last = this.#lines[upTo - 1] ?? "";
    const head = start.line > lastLine ? first : first.slice(0, clip(first, start.character));
    const tail = end.line > lastLine ? "" : last.slice(clip(last, end.character));
    let text = head + inserted + tail;
    // A line feed may now follow a carriage return, or a line have lost its break: its neighbour is split anew as well.
    if (from > 0 && text.startsWith("\n") && this.#lines[from - 1]?.endsWith("\r"))
      text = this.#lines[--from] + text;
    if (upTo <= lastLine && !text.endsWith("\n")) text += this.#lines[upTo++] ?? "";
    const replaced = splitLines(text);
    if (upTo <= lastLine) replaced.pop(); // what follows the last break is the start of a line that stays
    this.#replaceLines(from, upTo - from, replaced);
  }

  #replaceLines(start: number, removed: number, added: string[]): void {
    if (removed === 1 && added.length === 1) this.#lines[start] = added[0] ?? "";
    else replaceRange(this.#lines, start, removed, added);
    for (const listener of this.#listeners) listener(start, removed, added.length);
  }
}

/** `Array.splice` for any number of elements (a spread of 100,000 arguments would overflow the stack). */
export function replaceRange<Element>(
  array: Element[],
  start: number,
  removed: number,
  added: readonly Element[],
): void {
  if (added.length < 10_000) {
    array.splice(start, removed, ...added);
    return;
  }
  const tail = array.slice(start + removed);
  array.length = start;
  for (const element of added) array.push(element);
  for (const element of tail) array.push(element);
}

/** A character offset that does not reach into the line break. */
function clip(line: string, character: number): number {
  let end = line.length;
  while (end > 0 && (line.endsWith("\n", end) || line.endsWith("\r", end))) end--;
  return Math.min(Math.max(character, 0), end);
}
