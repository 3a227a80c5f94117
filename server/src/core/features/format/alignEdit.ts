import type { DocumentText } from "../../cluster/sourceDocument.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { alignRecord } from "./alignWords.ts";
import { displayedWidth } from "./layout.ts";
import { nearbyLayout } from "./nearbyLayout.ts";

/** Edits that look as if a person had made them: new records in the columns around, and columns kept where a word changes its length. */
export function alignEdits(
  edits: readonly TextEdit[],
  documentOf: (uri: string) => DocumentText | undefined,
  version: ServerVersion,
): readonly TextEdit[] {
  return edits.map((edit) => {
    const document = documentOf(edit.place.uri);
    if (!document) return edit;
    if (edit.newText.includes("\n"))
      return { ...edit, newText: alignNewLines(edit.newText, document, edit.place.line, version) };
    return keepColumn(edit, document, edits);
  });
}

/** Whole lines for an authentication file, to be inserted at a line of it, in the columns of the records there. */
function alignNewLines(text: string, document: DocumentText, line: number, version: ServerVersion): string {
  const { language } = document;
  if (language === "postgresql-conf") return text;
  const layout = nearbyLayout(document, line, version, true);
  if (layout.size === 0) return text;
  return text.replace(/^[^\s#][^\r\n]*[^\s\\]$/gm, (record) =>
    alignRecord(record, language, version, layout),
  );
}

/** An edit that gives a word another length, with the blanks behind it if several are there: what follows stays in its column. */
function keepColumn(edit: TextEdit, { lines }: DocumentText, all: readonly TextEdit[]): TextEdit {
  const { place, newText } = edit;
  const { line, span } = place;
  const text = lines[line] ?? "";
  const blanks = /^ +(?=[^\s])/.exec(text.slice(span.end))?.[0].length ?? 0;
  if (newText === "" || blanks < 2 || span.end > text.length) return edit;
  const end = span.end + blanks;
  const isFree = all.every(
    (other) =>
      other === edit ||
      other.place.uri !== place.uri ||
      other.place.line !== line ||
      other.place.span.end < span.start ||
      other.place.span.start >= end,
  );
  if (!isFree) return edit;
  const before = displayedWidth(text.slice(0, span.start));
  const kept = Math.max(
    displayedWidth(text.slice(0, end)) - before - newText.length,
    text[end] === "#" ? 2 : 1,
  );
  return { place: { ...place, span: { start: span.start, end } }, newText: newText + " ".repeat(kept) };
}
