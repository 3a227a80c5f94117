import type { Diagnostic } from "../../model/diagnostic.ts";

/** Each that is shown once: what an alias brings into several lines, or several servers have, is written in one place. */
export function withoutRepeats<Item>(
  items: readonly Item[],
  shownOf: (item: Item) => Diagnostic,
): readonly Item[] {
  return [...new Map(items.map((item) => [signOf(shownOf(item)), item])).values()];
}

/** The identity of a finding within one document. */
function signOf({ rule, line, span, message }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end} ${message}`;
}
