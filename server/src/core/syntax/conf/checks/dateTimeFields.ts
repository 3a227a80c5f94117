import { dateWords } from "./dateWords.ts";

/** A piece of a date and time, as the server cuts one up before it looks for sense. */
export interface DateTimeField {
  readonly kind: "number" | "date" | "time" | "word" | "signed-word" | "offset";
  /** Letters in lower case. */
  readonly text: string;
}

/** The pieces of a text; `undefined` where the server finds characters that belong to none, or too many pieces. */
export function splitDateTime(text: string): readonly DateTimeField[] | undefined {
  const fields: DateTimeField[] = [];
  let room = 153;
  for (let offset = 0; offset < text.length; ) {
    const ignored = matchAt(/[ \t\n\v\f\r]+|(?![-+.])[!-/:-@[-`{-~]/y, text, offset);
    if (ignored) {
      offset += ignored.length;
      continue;
    }
    const found = fieldAt(text, offset);
    if (!found || fields.length === 25) return undefined;
    fields.push({ kind: found.kind, text: found.text.toLowerCase().replace(/^([-+])\s+/, "$1") });
    room -= fields.at(-1)?.text.length ?? 0;
    if (--room < 0) return undefined;
    offset += found.text.length;
  }
  return fields;
}

function fieldAt(text: string, offset: number): DateTimeField | undefined {
  for (const [kind, pattern] of patterns) {
    const found = matchAt(pattern, text, offset);
    if (!found) continue;
    if (kind !== "word") return { kind, text: found };
    // A word that goes on with a digit or a plus is the name of a time zone, unless it has a meaning by itself.
    const goesOn = /[-/.]/y;
    const maybe = /[+0-9]/y;
    const end = offset + found.length;
    const isLong =
      matchAt(goesOn, text, end) || (matchAt(maybe, text, end) && !dateWords.has(found.toLowerCase()));
    return isLong
      ? { kind: "date", text: found + matchAt(/[-+/_.:A-Za-z0-9]*/y, text, end) }
      : { kind, text: found };
  }
  return undefined;
}

/** The first that fits counts. */
const patterns: readonly (readonly [DateTimeField["kind"], RegExp])[] = [
  ["time", /[0-9]+:[0-9:.]*/y],
  ["date", /[0-9]+([-/.])[0-9]+\1(?:[0-9]|\1)*/y],
  ["date", /[0-9]+[-/][0-9]+/y],
  ["number", /[0-9]+\.[0-9]+/y],
  ["date", /[0-9]+([-/.])(?:[A-Za-z0-9]|\1)*/y],
  ["number", /[0-9]+|\.[0-9]*/y],
  ["word", /[A-Za-z]+/y],
  ["offset", /[-+][ \t\n\v\f\r]*[0-9][-0-9:.]*/y],
  ["signed-word", /[-+][ \t\n\v\f\r]*[A-Za-z]+/y],
];

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}
