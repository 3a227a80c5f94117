import type { Language } from "../model/language.ts";
import { lineEnd } from "../model/lines.ts";
import { type ScalarText, scalarAt } from "./scalarMap.ts";
import { FileNames } from "./shellFileNames.ts";
import { sedLines } from "./shellSed.ts";
import { type ShellWord, shellWords } from "./shellWords.ts";

/** Lines that a script writes into one of our files. */
export interface Written {
  readonly language: Language;
  /** What is in the file before stays. */
  readonly appends: boolean;
  /** `undefined` for a line that the shell makes another of. */
  readonly lines: readonly WrittenLine[];
}

export type WrittenLine = ScalarText | { readonly unknown: ScalarText };

/** Where the lines of a script begin. */
export function startOf({ lines: [first] }: Written): number {
  return first ? ("unknown" in first ? first.unknown : first).from : 0;
}

/** What a script writes into our files by here-documents, `echo` and `printf`, in its order. */
export function shellWrites(source: string): readonly Written[] {
  const names = new FileNames(source);
  return [...hereDocuments(source, names), ...commands(source, names), ...groups(source, names)].sort(
    (a, b) => startOf(a) - startOf(b),
  );
}

/** A redirection to a file of ours: `>> "$PGDATA/pg_hba.conf"`, `| sudo tee -a …`. */
const targetOf = (names: FileNames) =>
  String.raw`(>>?|(?:sudo[ \t]+)?tee(?:[ \t]+-a|[ \t]+--append)?)[ \t]*${names.pattern}`;
const start = String.raw`<<(-?)[ \t]*(["']?)(\w+)["']?`;

function appends(sign: string | undefined): boolean {
  return sign !== ">" && !sign?.endsWith("tee");
}

function* hereDocuments(source: string, names: FileNames): Iterable<Written> {
  const target = targetOf(names);
  const copy = String.raw`[ \t]*(?:COPY|ADD)[ \t]+[^\n]{0,200}?`;
  const head = new RegExp(
    `^(?:[^#\\n]{0,300}?(?:${start}[^\\n]{0,300}?${target}|${target}[^\\n]{0,300}?${start})[^\\n]*|${copy}${start}[ \\t]+[^\\s"]{0,200}?(pg_hba|pg_ident|postgresql)\\.conf[ \\t]*\\r?)\\n`,
  );
  let ended = 0;
  for (const { text: line, index } of names.lines()) {
    const found = index < ended ? null : head.exec(line);
    if (!found) continue;
    const [, dash1, quote1, word1, sign1, name1, sign2, name2, dash2, quote2, word2] = found;
    const [dash3, quote3, word3, name3] = found.slice(11);
    const word = word1 ?? word2 ?? word3 ?? "";
    const hasDash = (dash1 ?? dash2 ?? dash3) === "-";
    const isLiteral = (quote1 ?? quote2 ?? quote3) !== "";
    const lines: WrittenLine[] = [];
    let at = index + line.length;
    let isEnded = false;
    while (at < source.length) {
      const end = lineEnd(source, at);
      const tabs = hasDash ? (/^\t*/.exec(source.slice(at, end))?.[0].length ?? 0) : 0;
      const text = scalarAt(source, at + tabs, end);
      at = end + 1;
      isEnded = text.value === word;
      if (isEnded) break;
      if (text.value !== "") lines.push(isLiteral || !/[$`\\]/.test(text.value) ? text : { unknown: text });
    }
    ended = at;
    const language = names.languageOf(name1 ?? name2 ?? name3);
    if (isEnded && language && lines.length > 0)
      yield { language, appends: name3 === undefined && appends(sign1 ?? sign2), lines };
  }
}

/** A command that prints, with its arguments. */
const printing = String.raw`(echo(?:[ \t]+-[neE]{1,3})?|printf)[ \t]+(?![ \t]*-)([^\n]{0,1000}?)`;

function* commands(source: string, names: FileNames): Iterable<Written> {
  const target = targetOf(names);
  const command = new RegExp(
    `^[ \\t]*(?:RUN[ \\t]+|&&[ \\t]*)?${printing}[ \\t]*(?:\\|[ \\t]*)?${target}[ \\t]*(?:>[ \\t]*/dev/null[ \\t]*)?(?:$|[;&\\\\\\r])`,
    "m",
  );
  for (const { text, index } of names.lines()) {
    const [, print = "", argument = "", sign, name] = command.exec(text) ?? [];
    const language = names.languageOf(name);
    const from = index + text.indexOf(argument, text.indexOf(print) + print.length);
    const lines = language ? printed(source, print, argument, from) : [];
    if (language && lines.length > 0) yield { language, appends: appends(sign), lines };
  }
}

/** `{`, commands that print, and `} >> pg_hba.conf`. */
function* groups(source: string, names: FileNames): Iterable<Written> {
  const target = targetOf(names);
  const group = new RegExp(
    `^[ \\t]*[{(][ \\t]*\\r?\\n((?:[ \\t]*(?:#[^\\n]*|(?:echo|printf)[ \\t][^\\n]{0,1000})?\\n){1,200})[ \\t]*[})][ \\t]*(?:\\|[ \\t]*)?${target}`,
    "gm",
  );
  for (const found of source.matchAll(group)) {
    const [all, body = "", sign, name] = found;
    const language = names.languageOf(name);
    const start = found.index + all.indexOf(body, 1);
    const line = new RegExp(`^[ \\t]*${printing}[ \\t]*;?[ \\t]*\\r?$`, "gm");
    const lines = [...body.matchAll(line)].flatMap(({ 0: text, 1: command = "", 2: argument = "", index }) =>
      printed(
        source,
        command,
        argument,
        start + index + text.indexOf(argument, text.indexOf(command) + command.length),
      ),
    );
    if (language && lines.length > 0) yield { language, appends: appends(sign), lines };
  }
}

/** Lines that `sed` puts somewhere into our files: between which others is unknown. */
export function* sedWrites(source: string): Iterable<Written> {
  if (!source.includes("sed")) return;
  const names = new FileNames(source);
  const named = new RegExp(`[ \\t]${names.pattern}[ \\t]*(?:$|[;&|\\\\\\r])`, "m");
  for (const { text, index } of names.lines()) {
    if (!text.includes("sed")) continue;
    const [, name] = named.exec(text) ?? [];
    const language = names.languageOf(name);
    const lines = language ? sedLines(source, text, index, language) : [];
    if (language && lines.length > 0) yield { language, appends: true, lines };
  }
}

/** The lines that `echo` or `printf` prints; `from` is where the argument is. */
function printed(source: string, command: string, argument: string, from: number): readonly WrittenLine[] {
  const whole = scalarAt(source, from, from + argument.length);
  const [format, ...others] = shellWords(argument) ?? [];
  if (!format) return argument === "" ? [] : [{ unknown: whole }];
  if (isExpanded(argument)) return [{ unknown: whole }];
  const place = (word: ShellWord, start = 0, end = word.text.length): WrittenLine => {
    const [first = 0, last = first] = [word.offsets[start], word.offsets[end - 1]];
    const text = scalarAt(source, from + first, from + last + 1);
    return text.value === word.text.slice(start, end) ? text : { unknown: text };
  };
  if (command.startsWith("echo") && /[ \t]-\w*e/.test(command) && isPlainShell(source))
    return [{ unknown: whole }];
  if (command.startsWith("echo") && !/[ \t]-\w*e/.test(command)) {
    // What dash makes of a backslash, bash does not.
    if ([format, ...others].some(({ text }) => text.includes("\\"))) return [{ unknown: whole }];
    return others.length === 0 ? [place(format)] : [/["'\\]/.test(argument) ? { unknown: whole } : whole];
  }
  if (command === "printf" && /^%s\\n$/.test(format.text)) return others.map((word) => place(word));
  if (others.length > 0 || /%|\\[^n]/.test(format.text)) return [{ unknown: whole }];
  const lines: WrittenLine[] = [];
  for (let at = 0; at < format.text.length; ) {
    const feed = format.text.indexOf("\\n", at);
    const end = feed < 0 ? format.text.length : feed;
    if (end > at) lines.push(place(format, at, end));
    at = end + 2;
  }
  return lines;
}

/** Whether a script is run by a shell whose `echo -e` may print `-e`, as Debian's does. */
function isPlainShell(source: string): boolean {
  return /^#![^\n]*\b(?:sh|dash)[ \t]*\r?\n/.test(source);
}

/** Whether names of files, or other words, come in the place of a part that is not quoted (POSIX, "Word Expansions"). */
function isExpanded(words: string): boolean {
  return /[*?[{~]/.test(words.replace(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, ""));
}
