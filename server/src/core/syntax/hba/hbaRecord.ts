import type { Span } from "../../model/span.ts";
import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";
import type { NumericAddress } from "./address.ts";

/** The columns of pg_hba.conf, in order; `include` stands for the whole of an include directive's path. */
export type HbaColumn = "type" | "database" | "user" | "address" | "mask" | "method" | "option" | "include";

/** One authentication option: a token split at its first `=`. */
export interface HbaOption {
  readonly token: AuthToken;
  readonly name: string;
  /** Absent when the token has no `=`. */
  readonly value?: string;
  readonly nameSpan: Span;
  readonly valueSpan?: Span;
}

/**
 * One logical line of pg_hba.conf with its fields in their columns, `@file` words replaced by what the files hold.
 * A half-typed line is an ordinary record with missing columns.
 */
export interface HbaRecord {
  readonly line: AuthLine;
  /** The fields after `@file` expansion; a field that came out empty is gone, as for the server. */
  readonly fields: readonly AuthField[];
  /** `include`, `include_if_exists` or `include_dir` (16 and later) with its path. */
  readonly include?: { readonly directive: string; readonly path: AuthToken };
  readonly type?: AuthField;
  readonly database?: AuthField;
  readonly user?: AuthField;
  /** Absent on `local` lines. */
  readonly address?: AuthField;
  /** The address when it is one field with one numeric token, its `/n` not counted. */
  readonly numericAddress?: NumericAddress;
  /** Present when the address is numeric and has no `/n`. */
  readonly mask?: AuthField;
  readonly method?: AuthField;
  readonly options: readonly HbaOption[];
}
