import { type ShellWord, shellWords } from "../shell/shellWords.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";

/** A run of a scalar's characters. */
export interface ScalarPart {
  readonly scalar: ScalarText;
  readonly text: string;
  /** Where each character is in the value of the scalar. */
  readonly offsets: readonly number[];
  /** For a word of a command. */
  readonly reading?: WordReading;
}

/** What is done with the value of a scalar until a word of a command is what the program gets. */
export interface WordReading {
  /** How many shells take the text apart, one within the other. */
  readonly shells: number;
  /** Variables are filled in before, and two dollar signs are read as one. */
  readonly fillsIn: boolean;
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

/** The words of a command that is written as a line, or as a list of words; `fill` changes the text before, and fills variables in if `fillsIn`. */
export function wordsOf(
  scalars: readonly ScalarText[],
  isLine: boolean,
  fill = (value: string): ShellWord => ({ text: value, offsets: offsetsFrom(0, value.length) }),
  fillsIn = false,
): readonly ScalarPart[] | undefined {
  const words: ScalarPart[] = [];
  const reading = { shells: isLine ? 1 : 0, fillsIn };
  for (const scalar of scalars) {
    const { text, offsets } = fill(scalar.value);
    const found: readonly ShellWord[] | undefined = isLine
      ? shellWords(text)
      : [{ text, offsets: offsetsFrom(0, text.length) }];
    if (!found) return undefined;
    for (const word of found)
      words.push({ scalar, text: word.text, offsets: word.offsets.map((at) => offsets[at] ?? 0), reading });
  }
  return words;
}

/** What `postgres` makes of its arguments. */
export interface ServerArguments {
  readonly settings: readonly ArgumentSetting[];
  readonly refused: readonly RefusedArgument[];
}

/** An argument with which `postgres` does not start. */
export interface RefusedArgument {
  readonly why: "no-value" | "no-option" | "stray";
  /** What is wrong, or where something is missing. */
  readonly part: ScalarPart;
  /** The option, by its letter; empty for a stray word. */
  readonly option: string;
  /** The words that were meant to be one setting, where these follow: `ssl`, `=`, `on`. */
  readonly apart: readonly ScalarPart[];
}

/**
 * The options of `postgres` that have one letter (seen with 13 to 18; src/backend/postmaster/postmaster.c, `PostmasterMain`): whether a value belongs to one, and
 * the setting that it gives, with the value of an option that takes none.
 */
const options: Readonly<
  Record<string, { readonly takes: boolean; readonly sets?: string; readonly to?: string }>
> = {
  ...Object.fromEntries([..."bEejnOPsT"].map((letter) => [letter, { takes: false }])),
  ...Object.fromEntries([..."Ccdfort-"].map((letter) => [letter, { takes: true }])),
  B: { takes: true, sets: "shared_buffers" },
  D: { takes: true, sets: "data_directory" },
  F: { takes: false, sets: "fsync", to: "off" },
  h: { takes: true, sets: "listen_addresses" },
  i: { takes: false, sets: "listen_addresses", to: "*" },
  k: { takes: true, sets: "unix_socket_directories" },
  l: { takes: false, sets: "ssl", to: "on" },
  N: { takes: true, sets: "max_connections" },
  p: { takes: true, sets: "port" },
  S: { takes: true, sets: "work_mem" },
  W: { takes: true, sets: "post_auth_delay" },
};

/** Options with which the program starts no server, as the first argument. */
const others = /^(?:--(?:help|version|describe-config|single|boot|check)|-[?V])$/;

/** The first versions without options that others have. */
export const withoutOption: Readonly<Record<string, number>> = { o: 14, n: 16 };

/** What is filled in elsewhere may be any words. */
const isOpen = ({ text }: ScalarPart) => /[$\u0001\uE0F1]|\{\{/.test(text);

/**
 * The settings in the arguments of `postgres` (manual, "postgres"), and what it refuses. `undefined` for another command. The words of a name,
 * an equals sign and a value that are apart count as the setting that is meant, so that what follows is checked as well.
 */
export function serverArguments(words: readonly ScalarPart[]): ServerArguments | undefined {
  const rest = words.filter(
    ({ text }, at) => at > 0 || !/^(?:.*\/)?(?:docker-)?entrypoint(?:\.sh)?$/.test(text),
  );
  const [first] = rest;
  const isServer = first && /^(?:.*\/)?(?:postgres|postmaster)$/.test(first.text);
  if (first && !isServer && !first.text.startsWith("-")) return undefined;
  const given = rest.slice(isServer ? 1 : 0);
  if (given[0] && others.test(given[0].text)) return undefined;
  const settings: ArgumentSetting[] = [];
  const refused: RefusedArgument[] = [];
  const end = given.findIndex(({ text }) => text === "--");
  const behind = end < 0 ? [] : given.slice(end + 1);
  const read = end < 0 ? given : given.slice(0, end);
  for (let at = 0; at < read.length; ) at = readArgument(read, at, settings, refused);
  for (const part of behind) refused.push({ why: "stray", part, option: "", apart: [] });
  return { settings, refused: refused.filter(({ part }) => !isOpen(part)) };
}

/** Reads the word at an index, with those that belong to it, and returns the index behind them. */
function readArgument(
  words: readonly ScalarPart[],
  at: number,
  settings: ArgumentSetting[],
  refused: RefusedArgument[],
): number {
  const [word, next] = [words[at], words[at + 1]];
  if (!word) return at + 1;
  if (/^-./.test(word.text)) return readOptions(word, words, at, settings, refused);
  if (word.text !== "") refused.push({ why: "stray", part: word, option: "", apart: [] });
  // What is not known may be an option that takes the next word.
  return isOpen(word) && !next?.text.startsWith("-") ? at + 2 : at + 1;
}

/** Reads the letters of a word, of which the last may take the next word. */
function readOptions(
  word: ScalarPart,
  words: readonly ScalarPart[],
  at: number,
  settings: ArgumentSetting[],
  refused: RefusedArgument[],
): number {
  for (let index = 1; index < word.text.length; index++) {
    const letter = word.text[index] ?? "";
    const option = Object.hasOwn(options, letter) ? options[letter] : undefined;
    if (!option || letter in withoutOption)
      refused.push({ why: "no-option", part: word, option: letter, apart: [] });
    if (!option) return at + 1;
    if (!option.takes) {
      if (option.sets)
        settings.push({ name: inPlaceOf(word, option.sets), value: inPlaceOf(word, option.to ?? "") });
      continue;
    }
    const isNext = index + 1 === word.text.length;
    const value = isNext ? words[at + 1] : partOf(word, index + 1, word.text.length);
    if (!value) {
      refused.push({ why: "no-value", part: word, option: letter, apart: [] });
      return at + 1;
    }
    const after = isNext ? at + 2 : at + 1;
    if (option.sets) settings.push({ name: inPlaceOf(word, option.sets), value });
    if (letter !== "c" && letter !== "-") return after;
    const apart = apartFrom(value, words.slice(after, after + 2));
    const [name = value, ...others] = apart;
    const setting = apart.length > 0 ? joinedSetting(name, others) : settingIn(value);
    if (setting) settings.push(setting);
    if (!setting || apart.length > 0)
      refused.push({ why: "no-value", part: value.text === "" ? word : value, option: letter, apart });
    return after + Math.max(apart.length - 1, 0);
  }
  return at + 1;
}

/** `NAME=VALUE` from an offset on. */
export function settingIn(word: ScalarPart, start = 0): ArgumentSetting | undefined {
  const equals = word.text.indexOf("=", start);
  if (equals < 0) return undefined;
  return { name: partOf(word, start, equals), value: partOf(word, equals + 1, word.text.length) };
}

/** Words that are apart and were meant to be one setting: `ssl = on`, `ssl= on`, `ssl =on`, `ssl on`; none where there are no such. */
function apartFrom(name: ScalarPart, [next, last]: readonly ScalarPart[]): readonly ScalarPart[] {
  const isValue = (word: ScalarPart | undefined): word is ScalarPart =>
    word !== undefined && !/^(?:-|$)/.test(word.text) && !isOpen(word);
  if (!/^[\w.-]+=?$/.test(name.text) || !isValue(next)) return [];
  if (next.text !== "=" || name.text.endsWith("=")) return [name, next];
  return isValue(last) ? [name, next, last] : [name, next];
}

/** The setting that words make which are apart. */
function joinedSetting(name: ScalarPart, others: readonly ScalarPart[]): ArgumentSetting | undefined {
  const last = others.at(-1);
  if (!last || last.text === "=") return undefined;
  const length = name.text.replace(/=$/, "").length;
  const start = others.length === 1 && !name.text.endsWith("=") && last.text.startsWith("=") ? 1 : 0;
  return { name: partOf(name, 0, length), value: partOf(last, start, last.text.length) };
}

/** A text in the place of a word. */
function inPlaceOf(part: ScalarPart, text: string): ScalarPart {
  return { ...part, text, offsets: [...text].map(() => part.offsets[0] ?? 0) };
}

/** A stretch of a part. */
export function partOf(part: ScalarPart, start: number, end: number): ScalarPart {
  return { ...part, text: part.text.slice(start, end), offsets: part.offsets.slice(start, end) };
}
