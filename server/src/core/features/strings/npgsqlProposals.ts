import { npgsqlKeyword, npgsqlKeywords } from "../../data/drivers/npgsqlKeywords.ts";
import type { Completion } from "../../model/completion.ts";
import type { Span } from "../../model/span.ts";
import { sortKey } from "../complete/word.ts";

/** What may be written at an offset of a string of Npgsql: keywords that it does not have, or values of one. */
export function npgsqlProposals(
  text: string,
  offset: number,
): { readonly span: Span; readonly items: readonly Completion[] } {
  const begin = text.lastIndexOf(";", offset - 1) + 1;
  const before = text.slice(begin, offset);
  const word = /^[^;=]*/.exec(text.slice(offset))?.[0] ?? "";
  const end = offset + word.trimEnd().length;
  const equals = before.indexOf("=");
  const typed = before.slice(equals + 1).trimStart();
  const span = { start: offset - typed.length, end };
  if (equals >= 0) {
    const { values = [] } = npgsqlKeyword(before.slice(0, equals).trim()) ?? {};
    return {
      span,
      items: values.map((label, index) => ({ label, kind: "value", sortText: sortKey(0, index) })),
    };
  }
  const hasSign = text.startsWith("=", offset + word.length);
  const others = `${text.slice(0, begin)};${text.slice(end)}`.split(";");
  const given = new Set(others.map((part) => npgsqlKeyword(part.split("=", 1)[0]?.trim() ?? "")));
  const items = npgsqlKeywords
    .filter((keyword) => !given.has(keyword))
    .map(
      ({ name }, index): Completion => ({
        label: name,
        kind: "option",
        ...(!hasSign && { newText: `${name}=`, opensNext: true as const }),
        sortText: sortKey(0, index),
      }),
    );
  return { span, items };
}
