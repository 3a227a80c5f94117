import type { EmbeddedEntry } from "../../carriers/carrier.ts";
import type { HostSpan } from "../../carriers/hostSpan.ts";
import type { ScalarText } from "../../carriers/yaml/scalarMap.ts";
import { escapeDouble, escapeScalar } from "../../carriers/yaml/writeScalar.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";

/** Proposals as the style of the scalar writes them into which they go, at a place of the host document; those that it cannot hold are left out. */
export function completionInScalar<List extends Pick<CompletionList, "items">>(
  list: List,
  entry: EmbeddedEntry | undefined,
  source: string,
  place: HostSpan,
): List {
  const { scalar } = entry ?? {};
  const write =
    entry && scalar?.style === "plain" ? plainWriter(entry, source, place) : scalar && writers[scalar.style];
  return write ? { ...list, items: list.items.flatMap((item) => inStyle(item, write) ?? []) } : list;
}

type Write = (text: string) => string | undefined;

const writers: Readonly<Partial<Record<ScalarText["style"], Write>>> = {
  single: escapeScalar,
  double: escapeDouble,
};

/** Behind the first sign of a plain scalar more signs have no meaning of their own, but for those that part the items of a list in one line. */
function plainWriter({ scalar, reading }: EmbeddedEntry, source: string, { from, to }: HostSpan): Write {
  const isBlock = isInBlock(source, scalar);
  const isWithin = isBlock && from > scalar.from;
  // A blank at the end of a record is none of its words.
  const isCut = (text: string) => reading !== undefined && to === scalar.to && /[:\s]$/.test(text);
  return (text) => {
    const isOther = isWithin ? /: | #/.test(text) : plainSigns.test(text) || (!isBlock && text.includes(","));
    return isOther || isCut(text) ? undefined : text;
  };
}

/** With which a plain scalar is another one, or none. */
const plainSigns = /^["'%@`&*!|>]|[[\]{}]|: | #/;

/** Whether a scalar is the item of a dash or the value of a key, with nothing else before it in its line. */
function isInBlock(source: string, { from }: ScalarText): boolean {
  const line = source.slice(source.lastIndexOf("\n", from - 1) + 1, from);
  return /^[ \t]*(?:- +)*(?:- +|["']?[\w.-]{1,100}["']?: +)$/.test(line);
}

/** A snippet has escapes of its own, to which no other may be added. */
function inStyle(item: Completion, write: Write): Completion | undefined {
  const text = item.newText ?? item.label;
  const written = write(text);
  if (written === text) return item;
  return written === undefined || item.isSnippet ? undefined : { ...item, newText: written };
}
