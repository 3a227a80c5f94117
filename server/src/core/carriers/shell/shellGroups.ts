import { lineEnd, lineStart } from "../../model/lines.ts";
import type { FileNames } from "./shellFileNames.ts";
import { printedLines, type WrittenLine } from "./shellPrinted.ts";
import { appends, hereLines, hereStart, targetOf, type Written } from "./shellTarget.ts";

/** Lines of a group at the most. */
const maxLines = 200;

const head = /^[ \t]*[{(][ \t]*(?:#[^\n]*)?\r?$/;
const here = new RegExp(String.raw`^[ \t]*cat[ \t]*${hereStart}[ \t]*\r?$`);
const part =
  /(echo(?:[ \t]+-[neE]{1,3})?|printf)[ \t]+(?![ \t]*-)((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"';\n]){0,1000})/g;

/** `{`, commands that print, and `} >> pg_hba.conf`, on lines of their own or on one. */
export function* groups(source: string, names: FileNames): Iterable<Written> {
  const close = String.raw`[ \t]*[})][ \t]*(?:\|[ \t]*)?${targetOf(names)}`;
  const last = new RegExp(`^${close}`);
  const whole = new RegExp(`^([ \\t]*[{(][ \\t]+)((?:echo|printf)[ \\t][^\\n{}]{1,1000}?);?${close}`);
  for (const { text, index } of names.lines()) {
    const one = whole.exec(text);
    const [sign, name] = one ? one.slice(3) : (last.exec(text)?.slice(1) ?? []);
    const language = names.languageOf(name);
    if (!language) continue;
    const from = one ? undefined : startOfGroup(source, index);
    const lines = one
      ? printed(source, one[2] ?? "", index + (one[1]?.length ?? 0))
      : from === undefined
        ? undefined
        : linesBetween(source, from, index);
    const folder = names.folderOf(text, name);
    if (lines && lines.length > 0) yield { language, appends: appends(sign), folder, lines };
  }
}

/** The line behind the one with which a group begins that ends at an offset. */
function startOfGroup(source: string, end: number): number | undefined {
  let at = end;
  for (let count = 0; at > 0 && count < maxLines; count++) {
    const start = lineStart(source, at - 1);
    if (head.test(source.slice(start, at - 1))) return at;
    at = start;
  }
  return undefined;
}

/** What the commands of a group print; `undefined` where there is another one. */
function linesBetween(source: string, from: number, to: number): readonly WrittenLine[] | undefined {
  const lines: WrittenLine[] = [];
  for (let at = from; at < to; ) {
    const end = lineEnd(source, at);
    const text = source.slice(at, end);
    const document = here.exec(text);
    const found = document ? hereLines(source, end + 1, document.slice(1)) : undefined;
    if (found) lines.push(...found.lines);
    else if (/^[ \t]*(?:echo|printf)[ \t]/.test(text)) lines.push(...printed(source, text, at));
    else if (!/^[ \t]*(?:#.*)?\r?$/.test(text)) return undefined;
    at = found?.end ?? end + 1;
  }
  return lines;
}

function printed(source: string, text: string, from: number): readonly WrittenLine[] {
  return [...text.matchAll(part)].flatMap(({ 0: all, 1: print = "", 2: argument = "", index }) =>
    printedLines(source, print, argument.trimEnd(), from + index + all.indexOf(argument, print.length)),
  );
}
