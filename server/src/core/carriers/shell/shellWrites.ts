import { FileNames } from "./shellFileNames.ts";
import { groups } from "./shellGroups.ts";
import { printedLines, startOfLine } from "./shellPrinted.ts";
import { sedLines } from "./shellSed.ts";
import { appends, hereLines, hereStart, targetOf, type Written } from "./shellTarget.ts";

/** Where the lines of a script begin. */
export function startOf({ lines: [first] }: Written): number {
  return first ? startOfLine(first) : 0;
}

/** Where the last of them begins. */
export function endOf({ lines }: Written): number {
  const last = lines.at(-1);
  return last ? startOfLine(last) : 0;
}

/** What a script writes into our files by here-documents, `echo` and `printf`, in its order. */
export function shellWrites(source: string): readonly Written[] {
  const names = new FileNames(source);
  return [...hereDocuments(source, names), ...commands(source, names), ...groups(source, names)].sort(
    (a, b) => startOf(a) - startOf(b),
  );
}

function* hereDocuments(source: string, names: FileNames): Iterable<Written> {
  const target = targetOf(names);
  const copy = String.raw`[ \t]*(?:COPY|ADD)[ \t]+[^\n]{0,200}?`;
  const head = new RegExp(
    `^(?:[^#\\n]{0,300}?(?:${hereStart}[^\\n]{0,300}?${target}|${target}[^\\n]{0,300}?${hereStart})[^\\n]*|${copy}${hereStart}[ \\t]+[^\\s"]{0,200}?(pg_hba|pg_ident|postgresql)\\.conf[ \\t]*\\r?)\\n`,
  );
  let ended = 0;
  for (const { text: line, index } of names.lines()) {
    const found = index < ended ? null : head.exec(line);
    if (!found) continue;
    const [, dash1, quote1, word1, sign1, name1, sign2, name2, dash2, quote2, word2] = found;
    const [dash3, quote3, word3, name3] = found.slice(11);
    const text = hereLines(source, index + line.length, [
      dash1 ?? dash2 ?? dash3,
      quote1 ?? quote2 ?? quote3,
      word1 ?? word2 ?? word3,
    ]);
    if (!text) continue;
    ended = text.end;
    const name = name1 ?? name2 ?? name3;
    const language = names.languageOf(name);
    const folder = names.folderOf(line, name);
    if (language && text.lines.length > 0)
      yield { language, appends: name3 === undefined && appends(sign1 ?? sign2), folder, lines: text.lines };
  }
}

/** A command that prints, with its arguments. */
const printing = String.raw`(echo(?:[ \t]+-[neE]{1,3})?|printf)[ \t]+(?![ \t]*-)`;

/** Where a command begins: of a line, behind another one, or as the text that another shell is given. */
const commandStart =
  /(?:^|[;&|({]|\b(?:then|do|else|RUN)[ \t]|-c[ \t]*(["']))[ \t]*(?=(?:echo|printf)[ \t])/gm;

/** Commands in one line that are looked at. */
const maxCommands = 20;

function* commands(source: string, names: FileNames): Iterable<Written> {
  const command = new RegExp(
    `${printing}([^\\n]{0,1000}?)(?:[ \\t]|\\\\\\r?\\n)*(?:\\|[ \\t]*)?${targetOf(names)}["']?[ \\t]*(?:>[ \\t]*/dev/null[ \\t]*)?(?:$|[;&|}\\\\\\r])`,
    "my",
  );
  const given = new RegExp(
    `^[ \\t]*(?:cat[ \\t]*)?${targetOf(names)}[ \\t]*(?:>[ \\t]*/dev/null[ \\t]*)?<<<[ \\t]*((["']).{0,1000}\\4)[ \\t]*\\r?$`,
    "m",
  );
  for (const { text, index } of names.lines(true)) {
    const here = given.exec(text);
    const [, hereSign, hereName, argument = ""] = here ?? [];
    const language = names.languageOf(hereName);
    if (here && language) {
      const lines = printedLines(
        source,
        "echo",
        argument,
        index + here.index + here[0].lastIndexOf(argument),
      );
      yield { language, appends: appends(hereSign), folder: names.folderOf(here[0], hereName), lines };
    }
    let end = 0;
    for (const { 0: head, 1: quote, index: at } of [...text.matchAll(commandStart)].slice(0, maxCommands)) {
      command.lastIndex = at + head.length;
      const [all, print = "", argument = "", sign, name] = command.exec(text) ?? [];
      const language = names.languageOf(name);
      if (at < end || all === undefined || !language || /^[ \t]*#/.test(text)) continue;
      const from = index + at + head.length + all.indexOf(argument, print.length);
      const lines = printedLines(source, print, argument, from, quote);
      // Where the argument ends in another command, that one writes the line.
      if (lines.every((line) => "unknown" in line) && hasOtherCommand(argument)) continue;
      end = at + head.length + all.length - 1;
      const folder = names.folderOf(all, name);
      if (lines.length > 0) yield { language, appends: appends(sign), folder, lines };
    }
  }
}

function hasOtherCommand(argument: string): boolean {
  return /[;&|({][ \t]*(?:echo|printf)[ \t]|\b(?:then|do|else)[ \t]+(?:echo|printf)[ \t]|;[ \t]*[})][ \t]*$/.test(
    argument,
  );
}

/** One command of several in a line. */
const commandText = /(?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|[^"'&;|])+/g;

/** Lines that `sed` puts somewhere into our files: between which others is unknown. */
export function* sedWrites(source: string): Iterable<Written> {
  if (!source.includes("sed")) return;
  const names = new FileNames(source);
  const named = new RegExp(`[ \\t]${names.pattern}[ \\t]*(?:$|[;&|\\\\\\r])`, "m");
  for (const { text, index } of names.lines(true)) {
    if (!text.includes("sed")) continue;
    for (const { 0: command, index: at } of text.matchAll(commandText)) {
      const [, name] = named.exec(command) ?? [];
      const language = names.languageOf(name);
      const lines = language ? sedLines(source, command, index + at, language) : [];
      const folder = names.folderOf(command, name);
      if (language && lines.length > 0) yield { language, appends: true, folder, lines };
    }
  }
}
