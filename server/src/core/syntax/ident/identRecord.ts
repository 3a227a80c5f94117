import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";

/** One logical line of pg_ident.conf with its fields in their columns, `@file` words replaced. */
export interface IdentRecord {
  readonly line: AuthLine;
  readonly fields: readonly AuthField[];
  readonly include?: { readonly directive: string; readonly path: AuthToken };
  readonly map?: AuthField;
  readonly systemUser?: AuthField;
  readonly databaseUser?: AuthField;
}
