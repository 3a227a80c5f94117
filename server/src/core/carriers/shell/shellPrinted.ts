import { type ScalarText, scalarAt } from "../yaml/scalarMap.ts";
import { type ShellWord, shellWords } from "./shellWords.ts";

/** A line that a command writes: as it is in the script, put together of its parts, or `unknown` where the shell makes another of it. */
export type WrittenLine =
  | ScalarText
  | { readonly parts: readonly (string | ScalarText)[] }
  | { readonly unknown: ScalarText };

/** Where a line is in the script. */
export function startOfLine(line: WrittenLine): number {
  if ("unknown" in line) return line.unknown.from;
  if (!("parts" in line)) return line.from;
  return line.parts.find((part) => typeof part !== "string")?.from ?? 0;
}

/**
 * The lines that `echo` or `printf` prints (POSIX, "echo", "printf"), of its argument as the script has it from an offset on. `quote` is
 * that of a text around the command, as in `sh -c "echo …"`.
 */
export function printedLines(
  source: string,
  command: string,
  argument: string,
  from: number,
  quote = "",
): readonly WrittenLine[] {
  const whole = scalarAt(source, from, from + argument.length);
  const isOpen = quote !== "" && (argument.includes(quote) || (quote === '"' && /[$`\\]/.test(argument)));
  const words = isOpen || isExpanded(argument) ? undefined : shellWords(argument);
  const [format, ...others] = words ?? [];
  if (!format) return argument.trim() === "" ? [] : [{ unknown: whole }];
  if (command.startsWith("printf")) return new Printf(source, from, whole).lines(format, others);
  if (/[ \t]-\w*e/.test(command)) {
    const isUnknown = others.length > 0 || isPlainShell(source);
    return isUnknown ? [{ unknown: whole }] : new Printf(source, from, whole).lines(format, [], true);
  }
  // What dash makes of a backslash, bash does not.
  if ([format, ...others].some(({ text }) => text.includes("\\"))) return [{ unknown: whole }];
  if (others.length > 0) return [/["'\\]/.test(argument) ? { unknown: whole } : whole];
  return format.text.split("\n").flatMap((line, at, all) => {
    const start = all.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
    return line.trim() === "" ? [] : [placed(source, from, format, start, start + line.length)];
  });
}

/** A stretch of a word, if the script has it in one piece. */
function placed(
  source: string,
  from: number,
  word: ShellWord,
  start: number,
  end: number,
): ScalarText | { readonly unknown: ScalarText } {
  const [first = 0, last = first] = [word.offsets[start], word.offsets[end - 1]];
  const text = scalarAt(source, from + first, from + last + 1);
  return text.value === word.text.slice(start, end) ? text : { unknown: text };
}

/** Whether a script is run by a shell whose `echo -e` may print `-e`, as Debian's does. */
function isPlainShell(source: string): boolean {
  return /^#![^\n]*\b(?:sh|dash)[ \t]*\r?\n/.test(source);
}

/** Whether names of files, or other words, come in the place of a part that is not quoted (POSIX, "Word Expansions"). */
function isExpanded(words: string): boolean {
  return /[*?[{~]/.test(words.replace(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, ""));
}

/** Lines of `printf` at the most. */
const maxLines = 200;

/** What all shells take for the same. */
const escapes: Readonly<Record<string, string>> = { t: "\t", "\\": "\\" };

/** What `printf` makes of a format and its arguments. */
class Printf {
  readonly #source: string;
  readonly #from: number;
  readonly #whole: ScalarText;
  readonly #lines: WrittenLine[] = [];
  #parts: (string | ScalarText)[] = [];

  constructor(source: string, from: number, whole: ScalarText) {
    this.#source = source;
    this.#from = from;
    this.#whole = whole;
  }

  /** `isText` is for `echo -e`, where a percent sign means nothing. */
  lines(format: ShellWord, values: readonly ShellWord[], isText = false): readonly WrittenLine[] {
    const rest = [...values];
    // The format is used again as long as there are arguments.
    do {
      const before = rest.length;
      if (!this.#once(format, rest, isText)) return [{ unknown: this.#whole }];
      if (rest.length === before) break;
    } while (rest.length > 0 && this.#lines.length < maxLines);
    if (rest.length > 0) return [{ unknown: this.#whole }];
    this.#end();
    return this.#lines;
  }

  #once({ text, offsets }: ShellWord, rest: ShellWord[], isText: boolean): boolean {
    const word: ShellWord = { text, offsets };
    for (let at = 0; at < text.length; ) {
      const [plain = ""] = (isText ? /^[^\\]+/ : /^[^\\%]+/).exec(text.slice(at)) ?? [];
      const next = text[at + 1] ?? "";
      if (plain !== "") {
        if (!this.#add(word, at, at + plain.length)) return false;
        at += plain.length;
        continue;
      }
      if (text[at] === "\\" && next === "n") this.#end();
      else if (text[at] === "\\" && escapes[next] !== undefined) this.#parts.push(escapes[next]);
      else if (text[at] === "%" && next === "%") this.#parts.push("%");
      else if (text[at] === "%" && next === "s") {
        const value = rest.shift();
        if (!value || /[\n]/.test(value.text) || !this.#add(value, 0, value.text.length)) return false;
      } else return false;
      at += 2;
    }
    return true;
  }

  #add(word: ShellWord, start: number, end: number): boolean {
    if (end === start) return true;
    const text = placed(this.#source, this.#from, word, start, end);
    if ("unknown" in text) return false;
    this.#parts.push(text);
    return true;
  }

  #end(): void {
    const [only, ...others] = this.#parts;
    if (only !== undefined && typeof only !== "string" && others.length === 0) this.#lines.push(only);
    else if (only !== undefined) this.#lines.push({ parts: this.#parts });
    this.#parts = [];
  }
}
