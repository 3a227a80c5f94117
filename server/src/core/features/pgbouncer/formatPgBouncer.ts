import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import type { LineRange } from "../format/format.ts";

/**
 * The edits that set one blank on each side of an equals sign and none around a line. They touch nothing but blanks that PgBouncer passes
 * over, so that no meaning changes.
 */
export function formatPgBouncer(
  { entries, texts }: PgBouncer,
  uri: string,
  { firstLine, lastLine }: LineRange = { firstLine: 0, lastLine: Number.POSITIVE_INFINITY },
): readonly TextEdit[] {
  const lines = texts.get(uri)?.lines ?? [];
  const seen = new Set<number>();
  return entries.flatMap(({ uri: of, entry }): TextEdit[] => {
    const { line } = entry;
    if (of !== uri || entry.kind !== "assignment" || line < firstLine || line > lastLine || seen.has(line))
      return [];
    seen.add(line);
    const text = trimEndOf(lines[line] ?? "", "\r\n");
    const { nameSpan, valueSpan } = entry;
    const edit = (start: number, end: number, newText: string): TextEdit[] =>
      text.slice(start, end) === newText ? [] : [{ place: { uri, line, span: { start, end } }, newText }];
    const equals = text.indexOf("=", nameSpan.end);
    const isQuoted = text[nameSpan.end] === "'";
    const isFirst = text.slice(0, nameSpan.start).trim() === "";
    if (equals < 0 || isQuoted) return [];
    return [
      ...(isFirst ? edit(0, nameSpan.start, "") : []),
      ...edit(nameSpan.end, valueSpan.start, entry.value === "" ? " =" : " = "),
      ...edit(valueSpan.end, text.length, ""),
    ];
  });
}
