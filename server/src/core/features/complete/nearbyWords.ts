import type { DocumentText } from "../../cluster/sourceDocument.ts";

/**
 * The words that lines around one have in a column, the nearest first. Lines with quotation marks, `@file`, a blank
 * behind a comma or a line to go on with are passed over: a glance at the plain ones is enough, and costs no parsing.
 */
export function nearbyWords(document: DocumentText, line: number, columnOf: ColumnOf): string[] {
  const { lines } = document;
  const words = new Set<string>();
  for (let distance = 1; distance <= maxDistance && words.size < maxWords; distance++) {
    for (const near of [line - distance, line + distance]) {
      const text = lines[near];
      if (text === undefined || /^\s*#|"|(?:^|[\s,])@|,\s|\\\r?\n?$/.test(text)) continue;
      for (const word of columnOf(text.trim().split(/\s+/, 7))?.split(",") ?? []) {
        if (word !== "" && words.size < maxWords) words.add(word);
      }
    }
  }
  return [...words];
}

/** The column of interest among a line's fields. */
export type ColumnOf = (fields: readonly string[]) => string | undefined;

const maxDistance = 200;
const maxWords = 30;
