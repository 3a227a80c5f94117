import { lineEnd } from "../../model/lines.ts";
import { offsetsFrom, type ScalarPart, wordsOf } from "../containers/serverArguments.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capital letters. */
  readonly name: string;
  /** What follows the name, with the breaks of lines that are joined; without the texts of here-documents. */
  readonly rest: ScalarText;
}

/**
 * The instructions of a Dockerfile (Docker's reference, "Format", "Here-Documents"): a backslash at the end of a line joins the next one,
 * with comments and empty lines between them; the texts of here-documents belong to none.
 */
export function readInstructions(source: string): readonly Instruction[] {
  const found: Instruction[] = [];
  // A byte-order mark before the first is passed over.
  for (let at = source.startsWith("\ufeff") ? 1 : 0; at < source.length; ) {
    const [head, , name] = /^([ \t]*)([A-Za-z]+)[ \t]+/.exec(source.slice(at, at + 200)) ?? [];
    let end = lineEnd(source, at);
    if (head && name) {
      const from = at + head.length;
      while (isJoined(source, at, end)) {
        at = end + 1;
        end = lineEnd(source, at);
      }
      const value = source.slice(from, end).trimEnd();
      found.push({ name: name.toUpperCase(), rest: { value, style: "raw", from, to: from + value.length } });
      if (/^(?:RUN|COPY|ADD)$/i.test(name))
        for (const [, , , word] of value.matchAll(/<<(-?)(["']?)(\w+)\2/g))
          end = endOfText(source, end, word ?? "");
    }
    at = end + 1;
  }
  return found;
}

/** Whether a line within an instruction goes on in the next. */
function isJoined(source: string, start: number, end: number): boolean {
  const line = source.slice(start, end);
  return end < source.length && (/\\[ \t]*\r?$/.test(line) || /^[ \t]*(?:#|\r?$)/.test(line));
}

/** The end of the line that ends a here-document, or of the text without one. */
function endOfText(source: string, start: number, word: string): number {
  for (let at = start + 1; at < source.length; ) {
    const end = lineEnd(source, at);
    if (source.slice(at, end).trim() === word) return end;
    at = end + 1;
  }
  return source.length;
}

/** The words of an instruction that takes a list of JSON or a line; `undefined` where the builder makes others of them. */
export function instructionWords({ rest }: Instruction): readonly ScalarPart[] | undefined {
  return jsonWords(rest) ?? lineWords(rest);
}

function lineWords(rest: ScalarText): readonly ScalarPart[] | undefined {
  return wordsOf([rest], true, (value) => ({
    text: withoutComments(value),
    offsets: offsetsFrom(0, value.length),
  }));
}

/** A text with blanks in place of the comments between its lines. */
function withoutComments(value: string): string {
  return value.replace(/^[ \t]*#.*$/gm, (text) => " ".repeat(text.length));
}

/** The strings of a list of JSON, which YAML's double quotes write as well; `undefined` for anything else. */
function jsonWords({ value, from }: ScalarText): readonly ScalarPart[] | undefined {
  if (!value.startsWith("[")) return undefined;
  const joined = withoutComments(value).replace(/\\[ \t]*\r?\n/g, (text) => " ".repeat(text.length));
  try {
    if (!Array.isArray(JSON.parse(joined))) return undefined;
  } catch {
    return undefined;
  }
  const strings = [...joined.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ 0: text, index }): ScalarText => {
    const start = from + index;
    return { value: String(JSON.parse(text)), style: "double", from: start, to: start + text.length };
  });
  return wordsOf(strings, false);
}

/** The value that `ENV` gives a variable. */
export function environmentIn(stage: readonly Instruction[], name: string): ScalarPart | undefined {
  return environmentOf(stage).get(name);
}

/** The values that `ENV` gives variables, in either of its forms. */
export function environmentOf(stage: readonly Instruction[]): ReadonlyMap<string, ScalarPart> {
  const found = new Map<string, ScalarPart>();
  for (const instruction of stage) {
    if (instruction.name !== "ENV") continue;
    const words = lineWords(instruction.rest) ?? [];
    const [first, ...rest] = words;
    const value = joined(rest);
    if (first && value) found.set(first.text, value);
    for (const { text, offsets, scalar } of words) {
      const at = text.indexOf("=") + 1;
      if (at > 0)
        found.set(text.slice(0, at - 1), { scalar, text: text.slice(at), offsets: offsets.slice(at) });
    }
  }
  return found;
}

/** Words with a blank between each two. */
function joined(words: readonly ScalarPart[]): ScalarPart | undefined {
  const [first] = words;
  return (
    first && {
      scalar: first.scalar,
      text: words.map(({ text }) => text).join(" "),
      offsets: words.flatMap(({ offsets }, at) => (at === 0 ? offsets : [(offsets[0] ?? 1) - 1, ...offsets])),
    }
  );
}
