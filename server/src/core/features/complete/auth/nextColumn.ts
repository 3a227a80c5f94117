import type { Completion } from "../../../model/completion.ts";
import type { AuthLine } from "../../../syntax/authLine.ts";
import { displayedWidth } from "../../format/layout.ts";
import { nearbyLayout } from "../../format/nearbyLayout.ts";
import type { Scope } from "../scope.ts";
import type { Word } from "../word.ts";

/**
 * Proposals with the blanks behind them that lead to the next column, as the lines around have it, where the list of what may be
 * there opens. As they are inside quotation marks, and where the line goes on. `columnBehind` gives the column that follows a
 * proposal, -1 for what is one blank behind, `undefined` for nothing.
 */
export function withNextColumn(
  { snapshot, line: at }: Scope,
  line: AuthLine,
  word: Word,
  items: readonly Completion[],
  columnBehind: (item: Completion) => number | undefined,
): readonly Completion[] {
  const rest = /^[^\r\n]*/.exec(line.text.slice(word.span.end))?.[0] ?? "";
  if (word.isQuoted || rest.trim() !== "") return items;
  const { document } = snapshot.records;
  const before = line.text.slice(0, word.span.start);
  const isContinued = before.includes("\n");
  const layout = isContinued ? undefined : nearbyLayout(document, at, snapshot.context.serverVersion);
  const start = displayedWidth(before);
  return items.map((item) => {
    const column = item.isSnippet || item.kind === "folder" ? undefined : columnBehind(item);
    if (column === undefined) return item;
    const text = item.newText ?? item.label;
    const blanks = Math.max((layout?.get(column) ?? 0) - start - text.length, 1);
    return { ...item, newText: text + " ".repeat(blanks), opensNext: true as const };
  });
}
