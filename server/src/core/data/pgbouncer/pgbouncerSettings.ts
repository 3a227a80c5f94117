import { existsInPgBouncer, type PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import { authenticationSettings } from "./authenticationSettings.ts";
import { otherSettings } from "./otherSettings.ts";
import type { PgBouncerSetting } from "./pgbouncerSetting.ts";
import { tlsSettings } from "./tlsSettings.ts";

/** All settings of the section `[pgbouncer]`, of 1.16 to 1.25; a name is in several rows where its default changed. */
export const pgbouncerSettings: readonly PgBouncerSetting[] = [
  ...tlsSettings,
  ...authenticationSettings,
  ...otherSettings,
];

/** A setting of a release; names are compared with regard to case. */
export function pgbouncerSetting(name: string, version: PgBouncerVersion): PgBouncerSetting | undefined {
  return pgbouncerSettings.find((row) => row.name === name && existsInPgBouncer(row, version));
}

/** The values that a setting takes in a release, as far as they can be listed. */
export function valuesOf({ values = [] }: PgBouncerSetting, version: PgBouncerVersion) {
  return values.filter((value) => existsInPgBouncer(value, version));
}
