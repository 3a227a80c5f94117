import type { TextEdit } from "../../model/diagnostic.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import type { LineRange } from "../format/format.ts";
import type { ClientState } from "./clientDocument.ts";

/**
 * The edits that remove blanks around the lines of a service file, which libpq passes over. Those beside an equals sign are part of
 * the words and stay, as all blanks of a password file do.
 */
export function formatServiceFile(
  { document: { uri, language }, lines, services }: ClientState,
  { firstLine, lastLine }: LineRange = { firstLine: 0, lastLine: Number.POSITIVE_INFINITY },
): readonly TextEdit[] {
  // A line that is too long ends libpq's reading; without its blanks it might not.
  if (language !== "pg-service" || services.faults.some(({ kind }) => kind === "too-long")) return [];
  return lines.flatMap((raw, line) => {
    if (line < firstLine || line > lastLine) return [];
    const text = trimEndOf(raw, "\r\n");
    const end = trimEndOf(text, " \t\v\f").length;
    const start = /^[ \t\v\f]*/.exec(text.slice(0, end))?.[0].length ?? 0;
    const remove = (from: number, to: number): TextEdit[] =>
      from < to ? [{ place: { uri, line, span: { start: from, end: to } }, newText: "" }] : [];
    return [...remove(0, start), ...remove(end, text.length)];
  });
}
