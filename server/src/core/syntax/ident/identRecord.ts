import type { AuthField } from "../authLine.ts";
import type { AuthRecord } from "../authRecord.ts";

/** The columns of pg_ident.conf, in order; what follows the third is ignored. */
export type IdentColumn = "map" | "systemUser" | "databaseUser" | "extra" | "include";

/** One logical line of pg_ident.conf with its fields in their columns, `@file` words replaced. */
export interface IdentRecord extends AuthRecord {
  readonly map: AuthField | undefined;
  readonly systemUser: AuthField | undefined;
  readonly databaseUser: AuthField | undefined;
}
