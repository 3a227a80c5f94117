import type { AuthLanguage } from "../../model/language.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { scanAuthLine } from "../../syntax/authLine.ts";
import { gapsOf, type Layout, withGaps } from "./layout.ts";
import { rowOf } from "./row.ts";

/** A record of one line in the columns of a layout: the one function by which new lines are made to look like those around them. */
export function alignRecord(
  text: string,
  language: AuthLanguage,
  version: ServerVersion,
  layout: Layout,
): string {
  return withGaps(text, gapsOf(rowOf(scanAuthLine([text], 0, version), language), layout));
}

/**
 * A template of a record in the columns that its text will have. `plain` has as many words as `template`, one blank between them.
 * As it is where that cannot be.
 */
export function alignWords(
  template: string,
  plain: string,
  language: AuthLanguage,
  version: ServerVersion,
  layout: Layout,
): string {
  const words = template.split(/ +/);
  const row = rowOf(scanAuthLine([plain], 0, version), language);
  if (row.cells.length !== words.length) return template;
  const blanks = new Map(gapsOf(row, layout).map(({ span, blanks }) => [span.end, blanks]));
  return words
    .map((word, index) => (index === 0 ? "" : (blanks.get(row.cells[index]?.span.start ?? 0) ?? " ")) + word)
    .join("");
}
