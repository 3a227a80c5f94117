import type { EmbeddedEntry, EmbeddedFile, HostEdit } from "../../carriers/carrier.ts";
import { toHost } from "../../carriers/scalarMap.ts";
import { escapeScalar, quoteScalar, writeScalar } from "../../carriers/writeScalar.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import { lineEnd, lineStart, nextLine, splitLines } from "../../model/lines.ts";
import { unquoteConfString } from "../../syntax/conf/unquoteConfString.ts";
import { applyEdits } from "../applyEdits.ts";
import { entryAt } from "./places.ts";

/**
 * The edits of a host document that do to an embedded file what `edits` do, in the style of its scalars; `undefined` where there are none
 * that are safe. Whether they are is for `reads` to say, which embeds the changed host document again: the file must then be what it
 * was meant to become.
 */
export async function toHostEdits(
  source: string,
  file: EmbeddedFile,
  edits: readonly TextEdit[],
  reads: (source: string) => Promise<string | undefined>,
): Promise<readonly HostEdit[] | undefined> {
  const lines = splitLines(file.text);
  const wanted = applyEdits(lines, edits);
  const change = changedLines(lines, splitLines(wanted));
  for (const way of [inScalar, quoted]) {
    const made = editsFor(source, file, lines, change, edits, way);
    const became = made && (await reads(applyHostEdits(source, made)));
    if (became !== undefined && asWritten(file, became) === asWritten(file, wanted)) return made;
  }
  return undefined;
}

/** A file for comparison: a map has its values without the quotes that the file has around them. */
function asWritten({ language, shape }: EmbeddedFile, text: string): string {
  if (language !== "postgresql-conf" || shape !== "map") return text;
  return text.replace(/^(\S+ = )(.*)$/gm, (_, name: string, value: string) => name + withoutQuotes(value));
}

function withoutQuotes(value: string): string {
  return /^'.*'$/.test(value) ? unquoteConfString(value) : value;
}

/** A text after edits that do not overlap. */
function applyHostEdits(source: string, edits: readonly HostEdit[]): string {
  let text = source;
  for (const { from, to, newText } of [...edits].sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + newText + text.slice(to);
  return text;
}

/** Lines that were replaced, each with its line break. */
interface Change {
  readonly start: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function changedLines(before: readonly string[], after: readonly string[]): Change {
  const common = Math.min(before.length, after.length);
  let start = 0;
  while (start < common && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < common - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  return {
    start,
    removed: before.slice(start, before.length - kept),
    added: after.slice(start, after.length - kept),
  };
}

/** How the text of a changed line gets into its scalar. */
type Way = (
  source: string,
  entry: EmbeddedEntry,
  line: string,
  edits: readonly PlacedEdit[],
) => readonly HostEdit[] | undefined;

/** An edit with where its place is in the host document. */
interface PlacedEdit extends HostEdit {
  readonly line: number;
}

function editsFor(
  source: string,
  file: EmbeddedFile,
  lines: readonly string[],
  { start, removed, added }: Change,
  edits: readonly TextEdit[],
  way: Way,
): readonly HostEdit[] | undefined {
  const made: HostEdit[] = [];
  const changed = Math.min(removed.length, added.length);
  for (let index = 0; index < changed; index++) {
    if (removed[index] === added[index]) continue;
    const line = start + index;
    const entry = entryAt(file, line);
    if (!entry || file.added.has(line)) return undefined;
    const own = edits.filter(({ place, newText }) => place.line === line && !newText.includes("\n"));
    const placed = removed.length === added.length ? own.map((edit) => placeEdit(file, lines, edit)) : [];
    if (placed.some((edit) => !edit)) return undefined;
    const one = way(
      source,
      entry,
      withoutBreak(added[index]),
      placed.flatMap((edit) => edit ?? []),
    );
    if (!one) return undefined;
    made.push(...one);
  }
  for (let index = changed; index < removed.length; index++) {
    const one = removal(source, file, start + index);
    if (!one) return undefined;
    made.push(one);
  }
  const inserted = added.slice(changed).map(withoutBreak);
  if (inserted.length > 0) {
    const one = insertion(source, file, lines, start + changed, inserted);
    if (!one) return undefined;
    made.push(one);
  }
  return made;
}

function placeEdit(
  file: EmbeddedFile,
  lines: readonly string[],
  { place, newText }: TextEdit,
): PlacedEdit | undefined {
  const start = lines.slice(0, place.line).join("").length;
  const host = toHost(file.pieces, start + place.span.start, start + place.span.end);
  return (
    host && { ...host, newText: file.shape === "map" ? withoutQuotes(newText) : newText, line: place.line }
  );
}

/** The changed words alone, as the style of the scalar writes them. */
const inScalar: Way = (_, { scalar }, _line, edits) =>
  edits.length === 0
    ? undefined
    : edits.map(({ from, to, newText }) => ({
        from,
        to,
        newText:
          scalar.style === "plain" && from === scalar.from && to === scalar.to
            ? writeScalar(newText)
            : scalar.style === "single"
              ? escapeScalar(newText)
              : scalar.style === "double"
                ? newText.replace(/[\\"]/g, "\\$&")
                : newText,
      }));

/** The whole line as a new scalar, for items of a list. */
const quoted: Way = (_, { scalar, count }, line) =>
  count !== 1 || scalar.style === "literal" || scalar.style === "folded"
    ? undefined
    : [{ from: scalar.from, to: scalar.to, newText: writeScalar(line) }];

function insertion(
  source: string,
  file: EmbeddedFile,
  lines: readonly string[],
  at: number,
  texts: readonly string[],
): HostEdit | undefined {
  const next = entryAt(file, at);
  const entry = next ?? file.entries.findLast(({ line }) => line < at);
  if (!entry || file.shape === "map") return undefined;
  const isWithin = file.shape === "text" || (next && next.line < at);
  if (isWithin) {
    if (entry.scalar.style !== "literal") return undefined;
    const start = lines.slice(0, at).join("").length;
    const host = toHost(file.pieces, start, start + 1) ?? { from: entry.scalar.to };
    const from = lineStart(source, host.from);
    const model =
      toHost(file.pieces, lines.slice(0, entry.line).join("").length, file.text.length)?.from ?? from;
    const indent = source.slice(lineStart(source, model), model);
    return { from, to: from, newText: texts.map((text) => `${indent}${text}\n`).join("") };
  }
  const { from, to } = entry.scalar;
  const begin = lineStart(source, from);
  const prefix = source.slice(begin, from);
  if (/^[ ]*- +$/.test(prefix)) {
    const items = texts.map((text) => prefix + writeScalar(text));
    if (next) return { from: begin, to: begin, newText: items.map((item) => `${item}\n`).join("") };
    const isBlock = entry.scalar.style === "literal" || entry.scalar.style === "folded";
    const end = isBlock ? to : lineEnd(source, to);
    return isBlock
      ? { from: end, to: end, newText: items.map((item) => `${item}\n`).join("") }
      : { from: end, to: end, newText: items.map((item) => `\n${item}`).join("") };
  }
  const words = texts.map(quoteScalar);
  return next
    ? { from, to: from, newText: words.map((word) => `${word}, `).join("") }
    : { from: to, to, newText: words.map((word) => `, ${word}`).join("") };
}

function removal(source: string, file: EmbeddedFile, line: number): HostEdit | undefined {
  const entry = entryAt(file, line);
  if (entry?.count !== 1 || file.shape !== "items" || file.entries.length === 1) return undefined;
  const { from, to } = entry.scalar;
  const begin = lineStart(source, from);
  if (!/^[ ]*- +$/.test(source.slice(begin, from))) return undefined;
  return { from: begin, to: nextLine(source, to), newText: "" };
}

function withoutBreak(line: string | undefined): string {
  return (line ?? "").replace(/\r?\n$/, "");
}
