import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { recordWords } from "../../data/pgbouncer/recordWords.ts";
import type { CompletionList } from "../../model/completion.ts";
import type { Hover } from "../../model/hover.ts";
import { touches } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { readColumns } from "../../syntax/pgbouncer/readColumns.ts";
import { sortKey } from "../complete/word.ts";
import { code, md, trusted } from "../hover/render.ts";
import { pgbouncerKey, recordSection } from "./describePgBouncer.ts";

/** What a word of `auth_hba_file` means to PgBouncer. */
export function recordHover(
  pgbouncer: PgBouncer,
  uri: string,
  { line, character }: LinePosition,
): Hover | undefined {
  if (pgbouncer.hba?.uri !== uri) return undefined;
  const { tokens } = readColumns(lineAt(pgbouncer, uri, line));
  const found = tokens.find(({ token }) => token.kind === "word" && touches(token.span, character));
  if (!found) return undefined;
  const { token, column } = found;
  const word = recordWords(column, pgbouncer.version).find(
    ({ text }) => text === token.text || (/[@=]$/.test(text) && token.text.startsWith(text)),
  );
  if (!word) return undefined;
  const markdown = md`**${code(word.text)}**, as PgBouncer reads it: ${trusted(word.documentation)}`;
  return { line, span: token.span, markdown: markdown.text };
}

/** The words that PgBouncer knows at a place of `auth_hba_file`. */
export function recordCompletion(
  pgbouncer: PgBouncer,
  uri: string,
  { line, character }: LinePosition,
): CompletionList | undefined {
  const before = lineAt(pgbouncer, uri, line).slice(0, character);
  if (pgbouncer.hba?.uri !== uri || before.includes("#")) return undefined;
  const [typed = ""] = /(?<![^\s,"])[^\s,"]*$/.exec(before) ?? [];
  const start = character - typed.length;
  const { next } = readColumns(before.slice(0, start));
  const { version } = pgbouncer;
  return {
    line,
    span: { start, end: character },
    items: recordWords(next, version).map(({ text }, index) => ({
      label: text,
      kind: "keyword",
      sortText: sortKey(0, index),
      documentationKey: pgbouncerKey(version, recordSection, next, text),
    })),
  };
}

function lineAt({ texts }: PgBouncer, uri: string, line: number): string {
  return trimEndOf(texts.get(uri)?.lines[line] ?? "", "\r\n");
}
