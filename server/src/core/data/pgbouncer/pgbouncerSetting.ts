import type { PgBouncerRange } from "../../model/pgbouncerVersion.ts";

/** One value that a setting takes, in any case of letters. */
export interface PgBouncerValue extends PgBouncerRange {
  readonly text: string;
  /** Markdown. */
  readonly documentation: string;
}

/**
 * What PgBouncer does with a value. `text`: takes anything. `integer`, `unsigned`: a number as C's `strtol` reads it, `0x` and a leading 0
 * included. `seconds`: a number that is not negative, with a fraction if need be. `choice`: one of `values`. The others are read once TLS
 * is on: names of `protocols`, an OpenSSL list of `ciphers`, a word for `dhe` key exchange, the name of one elliptic `curve`.
 */
export type PgBouncerKind =
  | "text"
  | "integer"
  | "unsigned"
  | "seconds"
  | "choice"
  | "protocols"
  | "ciphers"
  | "dhe"
  | "curve";

/** What a setting's file holds. */
export type PgBouncerFile = "certificate" | "key" | "authority" | "hba" | "ident" | "users" | "other";

/** A setting of the section `[pgbouncer]`, or a parameter of a line of the other sections. */
export interface PgBouncerSetting extends PgBouncerRange {
  readonly name: string;
  readonly kind: PgBouncerKind;
  /** What holds when it is not written; absent for none. */
  readonly byDefault?: string;
  readonly values?: readonly PgBouncerValue[];
  /** It names a file. */
  readonly file?: PgBouncerFile;
  /** Holds a secret, which no hover and no message may show. */
  readonly isSecret?: true;
  /** A running PgBouncer takes no other value. */
  readonly needsRestart?: true;
  /** Markdown. */
  readonly documentation: string;
}
