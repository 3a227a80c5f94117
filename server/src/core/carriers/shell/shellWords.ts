/** A character of a text, by where it is in it. */
interface Placed {
  readonly text: string;
  readonly at: number;
}

/** A word of a command line: its text, and where each of its characters is written. */
export interface ShellWord {
  readonly text: string;
  readonly offsets: readonly number[];
}

/**
 * The words of a command line as POSIX shells split them (2.2 Quoting, 2.6.5): blanks separate, quotation marks and backslashes
 * go. `undefined` where something else than words decides what they are: a variable, another command.
 */
export function shellWords(line: string): readonly ShellWord[] | undefined {
  const words: ShellWord[] = [];
  let word: Placed[] | undefined;
  let quote = "";
  const end = () => {
    if (word) words.push({ text: word.map(({ text }) => text).join(""), offsets: word.map(({ at }) => at) });
    word = undefined;
  };
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (quote === "" && /\s/.test(sign)) end();
    else if (quote === "" && /[;&|<>()`#]/.test(sign) && (sign !== "#" || !word)) return undefined;
    else if (sign === quote) quote = "";
    else if (quote === "" && (sign === "'" || sign === '"')) {
      quote = sign;
      word ??= [];
    } else if (sign === "\\" && quote !== "'" && at + 1 < line.length) {
      const next = line[++at] ?? "";
      if (next === "\r" && line[at + 1] === "\n") at++;
      if (line[at] === "\n") continue;
      word ??= [];
      if (quote === '"' && !/["\\$`]/.test(next)) word.push({ text: sign, at: at - 1 });
      word.push({ text: next, at });
    } else {
      if (quote !== "'" && isReplaced(line, at)) return undefined;
      word ??= [];
      word.push({ text: sign, at });
    }
  }
  if (quote !== "") return undefined;
  end();
  return words;
}

/** The quotation mark that is open at the end of the beginning of a command line; empty for none. */
export function openQuote(line: string): string {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (sign === "\\" && quote !== "'") at++;
    else if (sign === quote) quote = "";
    else if (quote === "" && (sign === "'" || sign === '"')) quote = sign;
  }
  return quote;
}

/** A text as it is written into a word of a command line, within the quotation marks that are open there, or in its own if it needs some. */
export function writeShell(text: string, quote: string): string {
  if (plainWord.test(text)) return text;
  const inDouble = text.replace(/["\\$`]/g, "\\$&");
  if (quote === '"') return inDouble;
  if (quote === "'") return text.replaceAll("'", String.raw`'\''`);
  return text.includes("'") ? `"${inDouble}"` : `'${text}'`;
}

/** In which no sign has a meaning for a shell, within quotation marks or without. */
const plainWord = /^[\w%+,./:=@-]*$/;

/** Whether a variable or the output of a command comes in the place of what begins here. */
function isReplaced(line: string, at: number): boolean {
  return line[at] === "`" || (line[at] === "$" && /[\w{(]/.test(line[at + 1] ?? ""));
}
