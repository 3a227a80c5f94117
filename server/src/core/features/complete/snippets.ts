import { lineSnippets } from "../../data/snippets.ts";
import type { Completion } from "../../model/completion.ts";
import { existsIn } from "../../model/serverVersion.ts";
import { alignWords } from "../format/alignWords.ts";
import { nearbyLayout } from "../format/nearbyLayout.ts";
import type { Scope } from "./scope.ts";
import { escapeSnippet, sortKey } from "./word.ts";

/** Whole lines of a language, which come after the words that may begin one. */
export function snippetProposals({ snapshot, line }: Scope): Completion[] {
  const { document } = snapshot.records;
  const { language } = document;
  const version = snapshot.context.serverVersion;
  const layout = nearbyLayout(document, line, version);
  const aligned = (text: string) =>
    language === "postgresql-conf"
      ? text
      : text.replace(/^.+$/gm, (one) => alignWords(one, plainOf(one), language, version, layout));
  return lineSnippets
    .filter((snippet) => snippet.language === language && existsIn(snippet, version))
    .map(({ label, detail, text }, index) => ({
      label,
      kind: "snippet",
      detail,
      filterText: `${label} ${detail}`,
      newText: toSnippet(aligned(text)),
      isSnippet: true,
      sortText: sortKey(8, index),
    }));
}

/** What a line is as long as nobody changes what it proposes; it has the same blanks between words. */
function plainOf(text: string): string {
  return text.replace(/<([^<>|]*)(?:\|[^<>]*)?>/g, "$1");
}

/** The editor's syntax (LSP 3.17, "Snippet Syntax"): a placeholder or a choice for each gap, in their order. */
function toSnippet(text: string): string {
  const [first = "", ...gaps] = text.split("<");
  const rest = gaps.map((gap, index) => {
    const [inner = "", after = ""] = gap.split(">");
    const choices = inner.split("|");
    const held = choices.length > 1 ? `|${choices.join(",")}|` : `:${escapeSnippet(inner)}`;
    return `\${${index + 1}${held}}${escapeSnippet(after)}`;
  });
  return escapeSnippet(first) + rest.join("");
}
