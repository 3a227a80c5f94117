import type { MessageRow } from "../../data/messages/messageRow.ts";
import { messages } from "../../data/messages/messages.ts";

/** A message that was found in a text. */
export interface FoundMessage {
  readonly row: MessageRow;
  /** The line of the text, from 0, and its words. */
  readonly line: number;
  readonly text: string;
  /** What the message names: `user`, `host`, `file`, … */
  readonly names: Readonly<Record<string, string>>;
  readonly count: number;
}

/** Characters of a text, and of one of its lines, that are looked at. */
const maxText = 4 * 1024 * 1024;
const maxLine = 4_000;
/** Different messages that are found at the most. */
const maxFound = 20;
/** Lines between a message and what its log adds to it (DETAIL, CONTEXT). */
const maxDistance = 4;

/** The messages in a text, such as the end of a log, each once, in the order of the text. */
export function findMessages(text: string): readonly FoundMessage[] {
  const found = new Map<string, FoundMessage>();
  let last: string | undefined;
  for (const [line, whole] of text.slice(0, maxText).split(lineEnd).entries()) {
    for (const { row, names } of messagesIn(unescaped(whole.slice(0, maxLine)))) {
      const before = last === undefined ? undefined : found.get(last);
      if (row.isAddition && last !== undefined && before && line - before.line <= maxDistance) {
        if (before.names.line === undefined)
          found.set(last, { ...before, names: { ...names, ...before.names } });
        continue;
      }
      const key = `${row.patterns[0]} ${Object.entries(names).flat().join(" ")}`;
      const known = found.get(key);
      if (!known && found.size >= maxFound) continue;
      found.set(
        key,
        known
          ? { ...known, count: known.count + 1 }
          : { row, line, text: whole.slice(0, maxLine).trim(), names, count: 1 },
      );
      last = key;
    }
  }
  return [...found.values()];
}

/** The end of a line, or where a log's next part begins in a text that lost its line ends. */
const lineEnd = /\r?\n|(?<=\S) (?=(?:DETAIL|CONTEXT|HINT): )/;

/** A line with the quotation marks that were in the message before it became CSV or JSON. */
function unescaped(line: string): string {
  return line.replaceAll('\\"', '"').replaceAll('""', '"');
}

/** The most specific message in a line, and what OpenSSL adds to it. */
function messagesIn(line: string): Match[] {
  const lower = line.toLowerCase();
  if (lower.trim() === "") return [];
  let best: Match | undefined;
  let openssl: Match | undefined;
  for (const template of templates) {
    const match = matchTemplate(template, line, lower);
    if (!match) continue;
    if (template.row.source === "openssl") openssl = better(openssl, match);
    else best = better(best, match);
  }
  if (openssl && best?.row.isGeneral) best = undefined;
  return [best, openssl].filter((match) => match !== undefined);
}

/** A row that matches, what it names, and how many characters are the same. */
interface Match {
  readonly row: MessageRow;
  readonly names: Readonly<Record<string, string>>;
  readonly weight: number;
}

function better(a: Match | undefined, b: Match): Match {
  return a && a.weight >= b.weight ? a : b;
}

/** A pattern in its parts: words, and the names of what is between and behind them. */
interface Template {
  readonly row: MessageRow;
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly weight: number;
}

const templates: readonly Template[] = messages.flatMap((row) =>
  row.patterns.map((pattern) => {
    const parts = pattern.split(/\{(\w+)\}/);
    const words = parts.filter((_, at) => at % 2 === 0).map((word) => word.toLowerCase());
    return { row, words, names: parts.filter((_, at) => at % 2 === 1), weight: words.join("").length };
  }),
);

function matchTemplate(
  { row, words, names, weight }: Template,
  line: string,
  lower: string,
): Match | undefined {
  const [first = "", ...others] = words;
  let at = lower.indexOf(first);
  if (at < 0) return undefined;
  at += first.length;
  const found: Record<string, string> = {};
  for (const [index, word] of others.entries()) {
    const end = word === "" ? line.length : lower.indexOf(word, at);
    if (end < 0) return undefined;
    found[names[index] ?? ""] = line.slice(at, end);
    at = end + word.length;
  }
  return { row, names: found, weight };
}
