import type { EmbeddedEntry, EmbeddedFile } from "../../carriers/carrier.ts";
import type { HostEdit } from "../../carriers/hostSpan.ts";
import { type ScalarText, toHost } from "../../carriers/yaml/scalarMap.ts";
import { escapeDouble, escapeScalar, type ScalarWriter } from "../../carriers/yaml/writeScalar.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import { lineStartsOf, splitLines } from "../../model/lines.ts";
import { unquoteConfString } from "../../syntax/conf/unquoteConfString.ts";
import { applyEdits } from "../applyEdits.ts";
import { argumentWriter } from "./argumentWriter.ts";
import {
  type Change,
  type HostLines,
  insertLines,
  isMove,
  moveLines,
  removeLine,
  replaceLine,
  withoutBreak,
} from "./hostLines.ts";
import { entryAt } from "./places.ts";

/**
 * The edits of a host document that do to an embedded file what `edits` do, in the style of its scalars; `undefined` where there are none
 * that are safe. Whether they are is for `reads` to say, which embeds the changed host document again: the file must then be what it
 * was meant to become.
 */
export async function toHostEdits(
  { source, file, scalars, remove }: Omit<HostLines, "lines">,
  edits: readonly TextEdit[],
  reads: (source: string) => Promise<string | undefined>,
): Promise<readonly HostEdit[] | undefined> {
  const lines = splitLines(file.text);
  const wanted = textAfter(file, edits);
  const change = changedLines(lines, splitLines(wanted));
  const host = { source, file, lines, scalars, remove };
  const ways = [inScalar(scalars), inArgument(host), inItsPlace(scalars.write), inItsPlace(scalars.quote)];
  for (const way of ways) {
    const made = isMove(change) ? moveLines(host, change) : editsFor(host, change, edits, way);
    const became = made && (await reads(applyHostEdits(source, made)));
    if (became !== undefined && asWritten(file, became) === asWritten(file, wanted)) return made;
  }
  return undefined;
}

/** What edits make of an embedded file. */
export function textAfter({ text }: EmbeddedFile, edits: readonly TextEdit[]): string {
  return edits.length === 0 ? text : applyEdits(splitLines(text), edits);
}

/** A file for comparison: a map, and lines made of several scalars, have values without the quotes that the file has around them. */
export function asWritten({ language, shape, entries }: EmbeddedFile, text: string): string {
  if (language !== "postgresql-conf" || (shape !== "map" && entries.length > 0)) return text;
  return text.replace(/^(\S+ = )(.*)$/gm, (_, name: string, value: string) => name + withoutQuotes(value));
}

function withoutQuotes(value: string): string {
  return /^'.*'$/.test(value) ? unquoteConfString(value) : value;
}

/** A text after edits that do not overlap. */
function applyHostEdits(source: string, edits: readonly HostEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, newText } of [...edits].sort((a, b) => a.from - b.from)) {
    pieces.push(source.slice(done, from), newText);
    done = to;
  }
  return pieces.join("") + source.slice(done);
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
  entry: EmbeddedEntry,
  line: string,
  edits: readonly PlacedEdit[],
) => readonly HostEdit[] | undefined;

/** An edit with where its place is in the host document. */
interface PlacedEdit extends HostEdit {
  readonly line: number;
}

function editsFor(
  host: HostLines,
  { start, removed, added }: Change,
  edits: readonly TextEdit[],
  way: Way,
): readonly HostEdit[] | undefined {
  const { file, lines } = host;
  const starts = lineStartsOf(lines);
  const byLine = new Map<number, TextEdit[]>();
  for (const edit of edits) {
    const { line } = edit.place;
    const own = byLine.get(line);
    if (own) own.push(edit);
    else byLine.set(line, [edit]);
  }
  const made: HostEdit[] = [];
  const changed = Math.min(removed.length, added.length);
  for (let index = 0; index < changed; index++) {
    if (removed[index] === added[index]) continue;
    const line = start + index;
    if (file.added.has(line) || file.elsewhere.has(line)) return undefined;
    const entry = entryAt(file, line);
    const own = (byLine.get(line) ?? []).filter(({ newText }) => !newText.includes("\n"));
    const placed = removed.length === added.length ? own.map((edit) => placeEdit(file, starts, edit)) : [];
    if (placed.some((edit) => !edit)) return undefined;
    const text = withoutBreak(added[index]);
    const words = placed.flatMap((edit) => edit ?? []);
    const one = entry ? (way(entry, text, words) ?? replaceLine(host, line, text)) : inWords(host, words);
    if (!one) return undefined;
    made.push(...one);
  }
  for (let index = changed; index < removed.length; index++) {
    const one = removeLine(host, start + index);
    if (!one) return undefined;
    made.push(one);
  }
  const inserted = added.slice(changed).map(withoutBreak);
  if (inserted.length > 0) {
    const one = insertLines(host, start + changed, inserted);
    if (!one) return undefined;
    made.push(one);
  }
  return made;
}

function placeEdit(
  file: EmbeddedFile,
  starts: readonly number[],
  { place, newText }: TextEdit,
): PlacedEdit | undefined {
  const start = starts[place.line] ?? file.text.length;
  const host = toHost(file.pieces, start + place.span.start, start + place.span.end);
  return (
    host && { ...host, newText: file.shape === "map" ? withoutQuotes(newText) : newText, line: place.line }
  );
}

/** The changed words of a line that the carrier makes of several scalars; a field of which nothing stays goes with its name. */
function inWords(
  { source, scalars, remove }: HostLines,
  edits: readonly PlacedEdit[],
): readonly HostEdit[] | undefined {
  const words = edits.map(({ from, to, newText }) => {
    const word = withoutQuotes(newText);
    if (word.trim() === "") return remove({ from, to });
    const isQuoted = /["']/.test(source[from - 1] ?? "");
    return { from, to, newText: isQuoted || plainWord.test(word) ? word : scalars.write(word) };
  });
  const made = words.filter((word) => word !== undefined);
  return made.length === words.length && made.length > 0 ? made : undefined;
}

/** A word that is a text in YAML 1.1 and 1.2 without quotes: neither a Boolean nor null nor a number. */
const plainWord = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w.-]*$/i;

/** The changed words alone, as the style of the scalar writes them. */
const inScalar =
  ({ write }: ScalarWriter): Way =>
  ({ scalar }, _line, edits) =>
    edits.length === 0
      ? undefined
      : edits.map(({ from, to, newText }) => ({
          from,
          to,
          newText:
            scalar.style === "plain" && from === scalar.from && to === scalar.to
              ? write(newText)
              : escaped(scalar, newText),
        }));

function escaped({ style }: ScalarText, text: string): string {
  return style === "single" ? escapeScalar(text) : style === "double" ? escapeDouble(text) : text;
}

/** The changed words as they are written into the command of a server. */
function inArgument({ source, file, lines }: HostLines): Way {
  const starts = lineStartsOf(lines);
  return ({ scalar, reading, line }, _text, edits) => {
    const start = starts[line] ?? 0;
    const name = toHost(file.pieces, start, start + 1)?.from;
    if (!reading || name === undefined || edits.length === 0) return undefined;
    const made = edits.flatMap(({ newText, ...span }) => {
      const word = argumentWriter({ source, scalar, reading, name, span })(newText);
      return word === undefined ? [] : [{ ...span, newText: escaped(scalar, word) }];
    });
    return made.length === edits.length ? made : undefined;
  };
}

/** The whole line as a new scalar, for items of a list; in quotes where those of a list in one line need them. */
const inItsPlace =
  (write: ScalarWriter["write"]): Way =>
  ({ scalar: { style, from, to }, count }, line) => {
    const isWords = style !== "literal" && style !== "folded" && style !== "raw";
    return count === 1 && isWords ? [{ from, to, newText: write(line) }] : undefined;
  };
