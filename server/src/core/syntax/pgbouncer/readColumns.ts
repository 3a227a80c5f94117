import type { PgBouncerColumn } from "../../data/pgbouncer/recordWords.ts";
import { type Token, Tokens } from "./tokens.ts";

/** A token of a record, and the column that it is in. */
export interface RecordToken {
  readonly token: Token;
  readonly column: PgBouncerColumn;
}

/** The tokens of a record of `auth_hba_file`, and the column of what follows them. */
export function readColumns(text: string): {
  readonly tokens: readonly RecordToken[];
  readonly next: PgBouncerColumn;
} {
  const found: RecordToken[] = [];
  const reader = new Tokens(text);
  let column: PgBouncerColumn = "type";
  let isLocal = false;
  for (let token = reader.current; token.kind !== "end"; token = reader.current) {
    if (token.kind === "fail") break;
    const before = found.at(-1);
    // A comma, and what follows one, belongs to the names before it.
    if (before && (token.kind === "comma" || before.token.kind === "comma")) column = before.column;
    found.push({ token, column });
    if (column === "type") isLocal = token.text === "local";
    column = columnBehind(column, token, isLocal, before);
    reader.next();
  }
  return {
    tokens: found,
    next: found.at(-1)?.token.kind === "comma" ? (found.at(-1)?.column ?? column) : column,
  };
}

function columnBehind(
  column: PgBouncerColumn,
  { text }: Token,
  isLocal: boolean,
  before: RecordToken | undefined,
): PgBouncerColumn {
  if (column === "type") return "database";
  if (column === "database") return "user";
  if (column === "user") return isLocal ? "method" : "address";
  // An address without its bits is followed by a mask.
  if (column === "address")
    return text.includes("/") || text === "all" || before?.column === "address" ? "method" : "address";
  return "option";
}
