import { lineSnippets } from "../../data/snippets.ts";
import type { Completion } from "../../model/completion.ts";
import type { Language } from "../../model/language.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import { escapeSnippet, sortKey } from "./word.ts";

/** Whole lines of a language, which come after the words that may begin one. */
export function snippetProposals(language: Language, version: ServerVersion): Completion[] {
  return lineSnippets
    .filter((snippet) => snippet.language === language && existsIn(snippet, version))
    .map(({ label, detail, text }, index) => ({
      label,
      kind: "snippet",
      detail,
      filterText: `${label} ${detail}`,
      newText: toSnippet(text),
      isSnippet: true,
      sortText: sortKey(8, index),
    }));
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
