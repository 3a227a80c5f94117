import type { DocumentText } from "../cluster/sourceDocument.ts";
import type { TextEdit } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { alignEdits } from "./format/alignEdit.ts";

/** Edits as a person would make them: new lines where they belong, everything in the columns around. All edits of ours go through this. */
export function placeEdits(
  edits: readonly TextEdit[],
  documentOf: (uri: string) => DocumentText | undefined,
  version: ServerVersion,
): readonly TextEdit[] {
  const placed = edits.map((edit) => placeNewLine(edit, documentOf(edit.place.uri)));
  return alignEdits(placed, documentOf, version);
}

/** A document, as far as a place in it is looked for. */
interface Target {
  readonly language: Language;
  readonly lines: readonly string[];
}

/**
 * The same edit where a person would make it. A new assignment: in the place of the line that has the setting commented out, else
 * behind the last setting of its family. A new mapping: below the comment that a pg_ident.conf begins with. The first record of a
 * pg_hba.conf: below everything else.
 */
export function placeNewLine(edit: TextEdit, document: Target | undefined): TextEdit {
  const { place, newText } = edit;
  if (!document || place.span.start !== 0 || place.span.end !== 0 || !newText.endsWith("\n")) return edit;
  const { language, lines } = document;
  if (language === "postgresql-conf") return overComment(edit, document) ?? inFamily(edit, document);
  if (place.line !== 0 || (language !== "pg-ident" && language !== "pg-hba")) return edit;
  const isOther = language === "pg-ident" ? /^\s*(#|$)/ : /^\s*(#|$|include)/;
  const first = lines.findIndex((line) => !isOther.test(line));
  if (first >= 0) return language === "pg-ident" ? { ...edit, place: { ...place, line: first } } : edit;
  return beforeLine(edit, lines.length, lines);
}

/** A setting with a value behind `#`; what follows is at most a comment. */
const commentedOut = /^#[ \t]?([A-Za-z_][\w.]*)\s*=\s*(?:'[^'\r\n]*'|[^\s#']*)(?=\s*(?:#|$))/;

/** Whole lines above a line, which may be the one behind the last. */
function beforeLine({ place, newText }: TextEdit, line: number, lines: readonly string[]): TextEdit {
  const last = lines.at(-1) ?? "";
  if (line < lines.length || last.endsWith("\n"))
    return { place: { ...place, line, span: { start: 0, end: 0 } }, newText };
  const end = last.length;
  return {
    place: { ...place, line: Math.max(lines.length - 1, 0), span: { start: end, end } },
    newText: end === 0 ? newText : `\n${newText.replace(/\n$/, "")}`,
  };
}

/** Of `#ssl = off   # words` only the words stay. */
function overComment({ place, newText }: TextEdit, { lines }: Target): TextEdit | undefined {
  const [, assignment, name] = /^(([A-Za-z_][\w.]*) = [^\n]*)\n$/.exec(newText) ?? [];
  if (assignment === undefined || name === undefined) return undefined;
  for (const [line, text] of lines.entries()) {
    const [matched, setting] = commentedOut.exec(text) ?? [];
    if (matched === undefined || setting?.toLowerCase() !== name.toLowerCase()) continue;
    return { place: { ...place, line, span: { start: 0, end: matched.length } }, newText: assignment };
  }
  return undefined;
}

/** Behind the last of the settings with which it has most words of its name in common, set or commented out; above those that begin with all of it. */
function inFamily(edit: TextEdit, { lines }: Target): TextEdit {
  const [, name] = /^([A-Za-z_]\w*) = [^\n]*\n$/.exec(edit.newText) ?? [];
  if (name === undefined) return edit;
  let most = 0;
  let best: number | undefined;
  for (const [line, text] of lines.entries()) {
    const setting = (commentedOut.exec(text) ?? /^\s*([A-Za-z_]\w*)/.exec(text))?.[1]?.toLowerCase();
    const common = setting === undefined ? 0 : commonWords(setting, name);
    if (common === 0 || common < most) continue;
    const isParent = setting?.startsWith(`${name}_`) === true;
    if (common > most) best = isParent ? line : line + 1;
    else if (!isParent) best = line + 1;
    most = common;
  }
  return best === undefined ? edit : beforeLine(edit, best, lines);
}

function commonWords(a: string, b: string): number {
  const [own, other] = [a.split("_"), b.split("_")];
  const different = own.findIndex((word, at) => word !== other[at]);
  return different < 0 ? own.length : different;
}
