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

/**
 * For each line the first one above it that matches every connection which it matches, which libpq uses instead; `undefined` where there is
 * none. Each line is looked up under the sixteen ways to write its fields with `*`, so that no two lines are compared.
 */
export function coveringLines(entries: readonly PassEntry[]): readonly (PassEntry | undefined)[] {
  const firsts = new Map<string, number>();
  return entries.map(({ fields, password }, index) => {
    const words = fields.map(({ text, any }) => (any ? anyWord : text));
    let first = index;
    for (let ways = 0; ways < 2 ** passFields.length; ways++) {
      const wider = words.map((word, at) => ((ways >> at) & 1 ? anyWord : word));
      first = Math.min(first, firsts.get(keyOf(wider)) ?? first);
    }
    const key = keyOf(words);
    if (password && password.end > password.start && !firsts.has(key)) firsts.set(key, index);
    return first < index ? entries[first] : undefined;
  });
}

/** No word of a line: a field ends at a line feed. */
const anyWord = "\n";

function keyOf(words: readonly string[]): string {
  return words.map((word) => `${word.length}:${word}`).join("");
}

/** Keywords by whose values libpq looks a line up, in the order of its fields; the first that is given counts. */
const keywords = [["host", "hostaddr"], ["port"], ["dbname"], ["user"]];

/**
 * Whether a connection with these parameters may look for its password in a line. What they leave open may be anything: an environment
 * variable, the system's user; so may a database that is a connection string itself, and that of a replication connection.
 */
export function mayUseEntry(
  { fields }: PassEntry,
  parameters: readonly { readonly name: string; readonly value: string }[],
): boolean {
  const isReplication = parameters.some(({ name }) => name === "replication");
  return fields.every(({ text, any }, at) => {
    const names = keywords[at] ?? [];
    const given = names.flatMap((name) => parameters.filter((one) => one.name === name && one.value !== ""));
    const value = given[0]?.value;
    if (any || value === undefined) return true;
    if (names.includes("dbname") && (isReplication || /[=:]/.test(value))) return true;
    if (names.includes("host") && value.startsWith("/")) return true;
    return (at < 2 ? value.split(",") : [value]).includes(text);
  });
}
