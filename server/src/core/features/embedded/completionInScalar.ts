import type { ScalarText } from "../../carriers/yaml/scalarMap.ts";
import { escapeDouble, escapeScalar } from "../../carriers/yaml/writeScalar.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";

/** Proposals as the style of the scalar writes them into which they go; those that it cannot hold are left out. */
export function completionInScalar<List extends Pick<CompletionList, "items">>(
  list: List,
  scalar: ScalarText | undefined,
): List {
  const write = scalar && writers[scalar.style];
  return write ? { ...list, items: list.items.flatMap((item) => inStyle(item, write) ?? []) } : list;
}

type Write = (text: string) => string | undefined;

const writers: Readonly<Partial<Record<ScalarText["style"], Write>>> = {
  single: escapeScalar,
  double: escapeDouble,
  plain: (text) => (/^["'%@`&*!|>]|[[\]{}]|: | #/.test(text) ? undefined : text),
};

/** A snippet has escapes of its own, to which no other may be added. */
function inStyle(item: Completion, write: Write): Completion | undefined {
  const text = item.newText ?? item.label;
  const written = write(text);
  if (written === text) return item;
  return written === undefined || item.isSnippet ? undefined : { ...item, newText: written };
}
