import type { Fix } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import { isReference } from "../syntax/authReference.ts";
import type { FixContext } from "./rule.ts";

/** The text of a record, and where it is. */
export type FixedRecord = Pick<FixContext, "record" | "place">;

/** A fix that replaces one stretch of the record's text. */
export function replaceText(
  target: Pick<FixContext, "place">,
  title: string,
  span: Span,
  newText: string,
  safe?: "safe" | undefined,
): Fix {
  return { title, edits: [{ place: target.place(span), newText }], ...(safe && { safe: true }) };
}

/** The text of the record as it is in the document, with its line breaks. */
export function writtenText({ record }: FixedRecord): string {
  return "line" in record ? record.line.text : record.text;
}

/** A fix that removes the whole record. */
export function removeRecord(target: FixedRecord, title: string): Fix {
  return replaceText(target, title, { start: 0, end: writtenText(target).length }, "");
}

/** A fix that removes a word, with the blanks before it, or with the comma that joined it to another word. */
export function removeWord(target: FixContext, title: string, token: AuthToken, safe?: "safe"): Fix {
  return replaceText(target, title, deletionSpan(writtenText(target), token.span), "", safe);
}

/** A fix where the one comma of a field is followed by blanks: then two fields are meant, not a list. */
export function removeComma(target: FixContext, { start, end }: Span): Fix[] {
  const written = writtenText(target).slice(start, end);
  const [, before] = /^([^",]+),[ \t]+[^",]+$/.exec(written) ?? [];
  if (before === undefined) return [];
  const comma = start + before.length;
  return [replaceText(target, "Remove the comma", { start: comma, end: comma + 1 }, "")];
}

/** The word as written that a span lies in; `undefined` for an `@file` word, whose text is in another file. */
export function writtenToken({ record }: FixContext, span: Span): AuthToken | undefined {
  if (!("line" in record)) return undefined;
  for (const field of record.line.fields)
    for (const token of field.tokens)
      if (token.span.start <= span.start && span.end <= token.span.end)
        return isReference(token) ? undefined : token;
  return undefined;
}

function deletionSpan(text: string, { start, end }: Span): Span {
  if (text[end] === ",")
    return { start, end: end + 1 + (/^[ \t]*/.exec(text.slice(end + 1))?.[0].length ?? 0) };
  const before = text.slice(0, start);
  return { start: trimEndOf(before, " \t").replace(/,$/, "").length, end };
}
