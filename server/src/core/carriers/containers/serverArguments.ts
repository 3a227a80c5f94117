import { type ShellWord, shellWords } from "../shell/shellWords.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";

/** A run of a scalar's characters. */
export interface ScalarPart {
  readonly scalar: ScalarText;
  readonly text: string;
  /** Where each character is in the value of the scalar. */
  readonly offsets: readonly number[];
}

/** A setting that a command line gives. */
export interface ArgumentSetting {
  readonly name: ScalarPart;
  readonly value: ScalarPart;
}

/** The offsets of a stretch, one after the other. */
export function offsetsFrom(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(end - start, 0) }, (_, at) => start + at);
}

/** A scalar from an offset of its value on. */
export function partFrom(scalar: ScalarText, start: number): ScalarPart {
  return { scalar, text: scalar.value.slice(start), offsets: offsetsFrom(start, scalar.value.length) };
}

/** The words of a command that is written as a line, or as a list of words; `fill` fills variables in. */
export function wordsOf(
  scalars: readonly ScalarText[],
  isLine: boolean,
  fill = (value: string): ShellWord => ({ text: value, offsets: offsetsFrom(0, value.length) }),
): readonly ScalarPart[] | undefined {
  const words: ScalarPart[] = [];
  for (const scalar of scalars) {
    const { text, offsets } = fill(scalar.value);
    const found: readonly ShellWord[] | undefined = isLine
      ? shellWords(text)
      : [{ text, offsets: offsetsFrom(0, text.length) }];
    if (!found) return undefined;
    for (const word of found)
      words.push({ scalar, text: word.text, offsets: word.offsets.map((at) => offsets[at] ?? 0) });
  }
  return words;
}

/**
 * The settings in the arguments of `postgres`: `-c name=value`, `-cname=value`, `--name=value`, and `-l` for `ssl` (manual, "postgres"),
 * also behind letters of others without an argument. `undefined` for another command.
 */
export function serverSettings(words: readonly ScalarPart[]): readonly ArgumentSetting[] | undefined {
  const rest = words.filter(
    ({ text }, at) => at > 0 || !/^(?:.*\/)?(?:docker-)?entrypoint(?:\.sh)?$/.test(text),
  );
  const [first] = rest;
  const isServer = first && /^(?:.*\/)?(?:postgres|postmaster)$/.test(first.text);
  if (first && !isServer && !first.text.startsWith("-")) return undefined;
  const settings: ArgumentSetting[] = [];
  for (let at = isServer ? 1 : 0; at < rest.length; at++) {
    const word = rest[at];
    if (!word) break;
    if (word.text === "--") break;
    const [all, letters = "", sign] = /^-([beEFijlOPsT]*)([c-])?/.exec(word.text) ?? [];
    if (letters.includes("l")) settings.push({ name: inPlaceOf(word, "ssl"), value: inPlaceOf(word, "on") });
    if (all === undefined || sign === undefined) continue;
    const isNext = word.text.length === all.length;
    const given = isNext ? rest[++at] : word;
    const setting = given && settingIn(given, isNext ? 0 : all.length);
    if (setting) settings.push(setting);
  }
  return settings;
}

/** `NAME=VALUE` from an offset on. */
export function settingIn(word: ScalarPart, start = 0): ArgumentSetting | undefined {
  const equals = word.text.indexOf("=", start);
  if (equals < 0) return undefined;
  return { name: partOf(word, start, equals), value: partOf(word, equals + 1, word.text.length) };
}

/** A text in the place of a word. */
function inPlaceOf({ scalar, offsets }: ScalarPart, text: string): ScalarPart {
  return { scalar, text, offsets: [...text].map(() => offsets[0] ?? 0) };
}

/** A stretch of a part. */
export function partOf({ scalar, text, offsets }: ScalarPart, start: number, end: number): ScalarPart {
  return { scalar, text: text.slice(start, end), offsets: offsets.slice(start, end) };
}
