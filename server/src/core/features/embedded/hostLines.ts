import type { EmbeddedEntry, EmbeddedFile } from "../../carriers/carrier.ts";
import type { HostEdit, HostSpan } from "../../carriers/hostSpan.ts";
import type { Remove } from "../../carriers/removerOf.ts";
import { toHost } from "../../carriers/yaml/scalarMap.ts";
import { escapeDouble, type ScalarWriter } from "../../carriers/yaml/writeScalar.ts";
import { lineEnd, lineStart, nextLine } from "../../model/lines.ts";
import { entryAt } from "./places.ts";

/** A file in a host document. */
export interface HostLines {
  readonly source: string;
  readonly file: EmbeddedFile;
  /** Those of the file, each with its line break. */
  readonly lines: readonly string[];
  /** How the language of the document writes a text. */
  readonly scalars: ScalarWriter;
  /** Removes what is written there, with what would be empty. */
  readonly remove: Remove;
}

/** Lines of a file that were replaced, each with its line break. */
export interface Change {
  readonly start: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Whether a change puts the same lines into another order. */
export function isMove({ removed, added }: Change): boolean {
  return added.length > 1 && [...removed].sort().join("") === [...added].sort().join("");
}

/** The edits that put lines into another order, each with the comment behind it; `undefined` where one cannot be moved. */
export function moveLines(
  host: HostLines,
  { start, removed, added }: Change,
): readonly HostEdit[] | undefined {
  const slots = removed.map((_, index) => slotAt(host, start + index));
  const moved = new Set<number>();
  const edits: HostEdit[] = [];
  for (const [index, text] of added.entries()) {
    const from = removed.findIndex((line, at) => line === text && !moved.has(at));
    moved.add(from);
    const [slot, chunk] = [slots[index], slots[from]];
    if (!slot || !chunk || slot.kind !== chunk.kind) return undefined;
    if (from !== index)
      edits.push({ ...slot.span, newText: host.source.slice(chunk.span.from, chunk.span.to) });
  }
  return edits;
}

/** What is written for one line of a file, without the line break behind it: a line of a block or of a text in quotes, or an item of a list. */
interface Slot {
  readonly kind: "line" | "quoted" | "item" | "word";
  readonly span: HostSpan;
}

function slotAt({ source, file, lines }: HostLines, line: number): Slot | undefined {
  const entry = entryAt(file, line);
  if (!entry || file.added.has(line)) return undefined;
  const { style, from, to } = entry.scalar;
  if (style === "literal" || (style === "raw" && isWholeLine(source, entry))) {
    const start = lengthBefore(lines, line);
    const text = withoutBreak(lines[line]);
    const at = toHost(file.pieces, start, start + Math.max(text.length, 1));
    if (!at || text === "") return undefined;
    return { kind: "line", span: { from: lineStart(source, at.from), to: textEnd(source, at.to) } };
  }
  if (style === "double" && file.shape === "text") {
    const start = lengthBefore(lines, line);
    const at = toHost(file.pieces, start, start + withoutBreak(lines[line]).length);
    return at && at.to > at.from ? { kind: "quoted", span: at } : undefined;
  }
  if (entry.count !== 1 || file.shape !== "items" || style === "folded" || style === "raw") return undefined;
  const begin = lineStart(source, from);
  const before = source.slice(begin, from);
  if (/^[ ]*- +$/.test(before)) return { kind: "item", span: { from: begin, to: textEnd(source, to) } };
  return isFlow(source, entry) ? { kind: "word", span: { from, to } } : undefined;
}

/** The edit that gives a line of a block another text. */
export function replaceLine(host: HostLines, line: number, text: string): readonly HostEdit[] | undefined {
  const slot = slotAt(host, line);
  if (slot?.kind === "quoted") return [{ ...slot.span, newText: escapeDouble(text) }];
  if (slot?.kind !== "line") return undefined;
  const indent = /^[ \t]*/.exec(host.source.slice(slot.span.from, slot.span.to))?.[0].length ?? 0;
  const own = /^[ \t]*/.exec(host.lines[line] ?? "")?.[0].length ?? 0;
  return [{ from: slot.span.from + Math.max(indent - own, 0), to: slot.span.to, newText: text }];
}

/** The edit that removes a line of a file; a list keeps one item at least. */
export function removeLine(host: HostLines, line: number): HostEdit | undefined {
  const { source, file } = host;
  const entry = entryAt(file, line);
  const slot = slotAt(host, line);
  if (!entry) return undefined;
  const { style, from: start, to: end } = entry.scalar;
  if (file.shape === "map") return style === "raw" ? undefined : host.remove(entry.scalar);
  if (file.shape === "items" && file.entries.length === 1 && entry.count === 1) return undefined;
  if (file.shape === "items" && entry.count === 1 && (style === "literal" || style === "folded")) {
    const begin = lineStart(source, start);
    return /^[ ]*- +$/.test(source.slice(begin, start)) ? { from: begin, to: end, newText: "" } : undefined;
  }
  if (!slot) return undefined;
  const { from, to } = slot.span;
  if (slot.kind === "word") return removeWord(source, file, entry);
  if (slot.kind === "quoted") {
    const next = lengthBefore(host.lines, line + 1);
    return { from, to: toHost(file.pieces, next - 1, next)?.to ?? to, newText: "" };
  }
  return { from, to: nextLine(source, to), newText: "" };
}

/** An item of a list in brackets goes with one of the commas beside it, unless comments are between the items. */
function removeWord(source: string, { entries }: EmbeddedFile, entry: EmbeddedEntry): HostEdit | undefined {
  const at = entries.indexOf(entry);
  const [before, after] = [entries[at - 1]?.scalar, entries[at + 1]?.scalar];
  const { from, to } = entry.scalar;
  if (after) return isComma(source, to, after.from) ? { from, to: after.from, newText: "" } : undefined;
  return before && isComma(source, before.to, from) ? { from: before.to, to, newText: "" } : undefined;
}

function isComma(source: string, from: number, to: number): boolean {
  return to > from && /^\s*,\s*$/.test(source.slice(from, to));
}

/** The edit that inserts lines above one of a file, or below its last. */
export function insertLines(host: HostLines, at: number, texts: readonly string[]): HostEdit | undefined {
  const { source, file, scalars } = host;
  const next = entryAt(file, at);
  const entry = next ?? file.entries.findLast(({ line }) => line < at);
  if (!entry || file.shape === "map") return undefined;
  if (entry.scalar.style === "raw") return insertRaw(source, entry, texts, next !== undefined);
  if (file.shape === "text" || (next && next.line < at)) return insertInBlock(host, entry, at, texts);
  const { from, to } = entry.scalar;
  const begin = lineStart(source, from);
  const prefix = source.slice(begin, from);
  if (/^[ ]*- +$/.test(prefix)) {
    const items = texts.map((text) => prefix + scalars.write(text));
    if (next) return { from: begin, to: begin, newText: items.map((item) => `${item}\n`).join("") };
    if (source[to - 1] === "\n") return { from: to, to, newText: items.map((item) => `${item}\n`).join("") };
    const end = textEnd(source, to);
    return { from: end, to: end, newText: items.map((item) => `\n${item}`).join("") };
  }
  if (!isFlow(source, entry)) return undefined;
  const words = texts.map(scalars.quote);
  // Where each item has a line, so has what is new.
  const gap = prefix.trim() === "" ? `\n${prefix}` : " ";
  return next
    ? { from, to: from, newText: words.map((word) => `${word},${gap}`).join("") }
    : { from: to, to, newText: words.map((word) => `,${gap}${word}`).join("") };
}

/** Lines within a text in double quotes. */
function insertInQuotes(
  { file, lines }: HostLines,
  { scalar }: EmbeddedEntry,
  at: number,
  texts: readonly string[],
): HostEdit {
  const start = lengthBefore(lines, at);
  const written = texts.map(escapeDouble);
  const host = toHost(file.pieces, start, start);
  // The last line may lack the line break that the file has.
  const from = host?.from ?? scalar.to - 1;
  return { from, to: from, newText: written.map((text) => (host ? `${text}\\n` : `\\n${text}`)).join("") };
}

/** Lines within a block of text, as deep as its first. */
function insertInBlock(
  host: HostLines,
  entry: EmbeddedEntry,
  at: number,
  texts: readonly string[],
): HostEdit | undefined {
  const { source, file, lines } = host;
  const { scalar, line } = entry;
  if (scalar.style === "double") return insertInQuotes(host, entry, at, texts);
  if (scalar.style !== "literal") return undefined;
  const startOf = (index: number) => lengthBefore(lines, index);
  const start = startOf(at);
  const place = toHost(file.pieces, start, start + 1) ?? { from: scalar.to };
  const from = lineStart(source, place.from);
  const model = toHost(file.pieces, startOf(line), file.text.length)?.from ?? from;
  const indent = source.slice(lineStart(source, model), model);
  if (place.from === source.length && !source.endsWith("\n"))
    return { from: place.from, to: place.from, newText: texts.map((text) => `\n${indent}${text}`).join("") };
  return { from, to: from, newText: texts.map((text) => `${indent}${text}\n`).join("") };
}

/** Lines of a here-document, or the command that writes the line beside them once more for each. */
function insertRaw(
  source: string,
  { scalar: { from, to } }: EmbeddedEntry,
  texts: readonly string[],
  isAbove: boolean,
): HostEdit | undefined {
  if (!texts.every((text) => /^[\w .,:/=+#-]*$/.test(text))) return undefined;
  const [begin, end] = [lineStart(source, from), textEnd(source, to)];
  const written = texts.map((text) => source.slice(begin, from) + text + source.slice(to, end));
  return isAbove
    ? { from: begin, to: begin, newText: written.map((line) => `${line}\n`).join("") }
    : { from: end, to: end, newText: written.map((line) => `\n${line}`).join("") };
}

/** Whether a text of a script has its line for itself, as in a here-document. */
export function isWholeLine(source: string, { scalar: { from, to } }: EmbeddedEntry): boolean {
  return /^\t*$/.test(source.slice(lineStart(source, from), from)) && textEnd(source, to) === to;
}

/** Whether a scalar is an item of a list in brackets, without an anchor or a tag. */
function isFlow(source: string, { scalar: { from } }: EmbeddedEntry): boolean {
  return /[[,]\s*$/.test(source.slice(Math.max(from - maxIndent, 0), from));
}

/** Blanks before an item of a list in brackets at the most. */
const maxIndent = 200;

/** Where the text of a line ends, before its line break of either kind. */
function textEnd(source: string, offset: number): number {
  const end = lineEnd(source, offset);
  return source[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** Where a line of a file begins. */
function lengthBefore(lines: readonly string[], line: number): number {
  return lines.slice(0, line).join("").length;
}

export function withoutBreak(line: string | undefined): string {
  return (line ?? "").replace(/\r?\n$/, "");
}
