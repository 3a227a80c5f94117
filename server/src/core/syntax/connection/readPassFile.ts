import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";

/** The fields of a line before the password, in their order. */
export const passFields = ["host", "port", "database", "user"] as const;

/** A line of a password file; spans count from its start. The password itself is never kept. */
export interface PassEntry {
  readonly line: number;
  /** Host, port, database and user, as far as they are there: without escapes, `*` (unescaped) as `any`. */
  readonly fields: readonly { readonly text: string; readonly any: boolean; readonly span: Span }[];
  /** Absent where fewer than five fields are there. */
  readonly password?: Span;
  /** What follows an unescaped colon behind the password: libpq does not read it. */
  readonly rest?: Span;
}

/**
 * Reads a password file as libpq does (manual, "The Password File"): `host:port:database:user:password`, a backslash before a colon or
 * a backslash that belong to a word, `#` at the beginning of a line for a comment; blanks count.
 */
export function readPassFile(lines: readonly string[]): readonly PassEntry[] {
  return lines.flatMap((raw, line) => {
    const text = trimEndOf(raw, "\r\n");
    return text === "" || text.startsWith("#") ? [] : [readEntry(text, line)];
  });
}

function readEntry(text: string, line: number): PassEntry {
  const parts: { text: string; any: boolean; span: Span }[] = [];
  let start = 0;
  let word = "";
  for (let offset = 0; offset <= text.length; offset++) {
    const character = text[offset];
    if (character === undefined || character === ":") {
      const span = { start, end: offset };
      parts.push({
        text: parts.length < passFields.length ? word : "",
        any: text.slice(start, offset) === "*",
        span,
      });
      start = offset + 1;
      word = "";
    } else if (character === "\\" && offset + 1 < text.length) word += text[++offset];
    else word += character;
  }
  const fields = parts.slice(0, passFields.length);
  const [password, after] = parts.slice(passFields.length);
  return {
    line,
    fields,
    ...(password && { password: password.span }),
    ...(after && { rest: { start: password?.span.end ?? 0, end: text.length } }),
  };
}

/** Whether every connection that a line matches is matched by a line above it, which libpq uses instead. */
export function isCovered(entry: PassEntry, above: PassEntry): boolean {
  return (
    above.password !== undefined &&
    above.password.end > above.password.start &&
    above.fields.every(({ text, any }, index) => {
      const own = entry.fields[index];
      return any || (own !== undefined && !own.any && own.text === text);
    })
  );
}
