import { lineSnippets } from "../../server/src/core/data/snippets.ts";
import type { Language } from "../../server/src/core/model/language.ts";
import { existsIn, type ServerVersion } from "../../server/src/core/model/serverVersion.ts";

/**
 * The lines that snippets become when nobody changes what they propose, one text for each choice that they offer.
 * Without a version, those of all.
 */
export function snippetTexts(language: Language, version?: ServerVersion): string[] {
  return lineSnippets
    .filter((snippet) => snippet.language === language && (!version || existsIn(snippet, version)))
    .flatMap(({ text }) => expand(text));
}

function expand(text: string): string[] {
  const [gap, inner = ""] = /<([^>]*)>/.exec(text) ?? [];
  if (gap === undefined) return [text];
  return inner.split("|").flatMap((choice) => expand(text.replace(gap, () => choice)));
}
