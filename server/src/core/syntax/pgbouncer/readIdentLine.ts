import type { Span } from "../../model/span.ts";
import { Tokens } from "./tokens.ts";

/** A mapping of `auth_ident_file`; spans count from the start of the line. */
export interface PgBouncerMapping {
  readonly kind: "mapping";
  readonly map: string;
  readonly mapSpan: Span;
  readonly systemUser: string;
  /** `undefined` for `all`. */
  readonly databaseUser: string | undefined;
}

/** A line that PgBouncer ignores with a warning. */
export interface IgnoredMapping {
  readonly kind: "ignored";
  readonly fault: "column-missing" | "quote-open" | "rest";
  readonly span: Span;
}

/** Reads one line of `auth_ident_file` as PgBouncer does since 1.23 (`parse_ident_line` in `src/hba.c`). */
export function readIdentLine(text: string): PgBouncerMapping | IgnoredMapping | undefined {
  const tokens = new Tokens(text);
  const first = tokens.current;
  if (first.kind === "end") return undefined;
  const ignored = (): IgnoredMapping => {
    const { kind, span } = tokens.current;
    return { kind: "ignored", fault: kind === "fail" ? "quote-open" : "column-missing", span };
  };
  if (first.kind !== "word") return ignored();
  tokens.next();
  const system = tokens.current;
  if (system.kind !== "word" && system.kind !== "string") return ignored();
  tokens.next();
  const user = tokens.current;
  if (user.kind !== "word" && user.kind !== "string") return ignored();
  const isAll = user.kind === "word" && user.text === "all";
  tokens.next();
  // PgBouncer goes one word too far behind `all`, so that something may follow.
  if (isAll) tokens.next();
  if (tokens.current.kind !== "end") return { kind: "ignored", fault: "rest", span: tokens.current.span };
  return {
    kind: "mapping",
    map: first.text,
    mapSpan: first.span,
    systemUser: system.text,
    databaseUser: isAll ? undefined : user.text,
  };
}
