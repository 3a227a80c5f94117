import type { NumericAddress } from "../../model/address.ts";
import type { Span } from "../../model/span.ts";
import type { AuthField, AuthToken } from "../authLine.ts";
import type { AuthRecord } from "../authRecord.ts";

/** The columns of pg_hba.conf, in order; `include` is the whole of an include directive's path. */
export type HbaColumn = "type" | "database" | "user" | "address" | "mask" | "method" | "option" | "include";

/** One authentication option: a token split at its first `=`. */
export interface HbaOption {
  readonly token: AuthToken;
  readonly name: string;
  /** Absent when the token has no `=`. */
  readonly value: string | undefined;
  /** For the words of an `@file`, both spans are those of the `@file` word. */
  readonly nameSpan: Span;
  readonly valueSpan: Span | undefined;
  /** A comma joins it to the option before. */
  readonly joined?: true;
}

/**
 * One logical line of pg_hba.conf with its fields in their columns, `@file` words replaced by what the files hold.
 * An unfinished line is an ordinary record with missing columns.
 */
export interface HbaRecord extends AuthRecord {
  readonly type: AuthField | undefined;
  readonly database: AuthField | undefined;
  readonly user: AuthField | undefined;
  /** Absent on `local` lines. */
  readonly address: AuthField | undefined;
  /** The address when the field's first word is a number (and no keyword), its `/n` not counted. */
  readonly numericAddress: NumericAddress | undefined;
  /** Present when the address is numeric and has no `/n`. */
  readonly mask: AuthField | undefined;
  readonly method: AuthField | undefined;
  readonly options: readonly HbaOption[];
}

/** How a record lets clients in. Records that are alike in this differ in which clients they are for. */
export type HbaAccess = Pick<HbaRecord, "type" | "method" | "options" | "isComplete">;
