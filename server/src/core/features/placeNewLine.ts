import type { TextEdit } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";

/** A document, as far as a place in it is looked for. */
interface Target {
  readonly language: Language;
  readonly lines: readonly string[];
}

/**
 * The same edit where a person would make it: a new assignment in the place of the line that has the setting commented out, and a new
 * mapping below the comment that a pg_ident.conf begins with.
 */
export function placeNewLine(edit: TextEdit, document: Target | undefined): TextEdit {
  const { place, newText } = edit;
  if (!document || place.span.start !== 0 || place.span.end !== 0) return edit;
  if (document.language === "postgresql-conf") return overComment(edit, document);
  if (document.language !== "pg-ident" || place.line !== 0) return edit;
  const { lines } = document;
  const first = lines.findIndex((line) => !/^\s*(#|$)/.test(line));
  if (first >= 0) return { ...edit, place: { ...place, line: first } };
  const last = lines.at(-1) ?? "";
  if (last === "" || last.endsWith("\n"))
    return { ...edit, place: { ...place, line: last === "" ? Math.max(lines.length - 1, 0) : lines.length } };
  const end = last.length;
  return {
    place: { ...place, line: lines.length - 1, span: { start: end, end } },
    newText: `\n${newText.replace(/\n$/, "")}`,
  };
}

/** Of `#ssl = off   # words` only the words stay. */
function overComment(edit: TextEdit, { lines }: Target): TextEdit {
  const { place, newText } = edit;
  const [, assignment, name] = /^(([A-Za-z_][\w.]*) = [^\n]*)\n$/.exec(newText) ?? [];
  if (assignment === undefined || name === undefined) return edit;
  for (const [line, text] of lines.entries()) {
    const [matched, setting] =
      /^#[ \t]?([A-Za-z_][\w.]*)\s*=\s*(?:'[^'\r\n]*'|[^\s#']*)(?=\s*(?:#|$))/.exec(text) ?? [];
    if (matched === undefined || setting?.toLowerCase() !== name.toLowerCase()) continue;
    return { place: { ...place, line, span: { start: 0, end: matched.length } }, newText: assignment };
  }
  return edit;
}
