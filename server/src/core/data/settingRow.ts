import type { ServerVersion, VersionRange } from "../model/serverVersion.ts";

/** What kind of value a setting takes. */
export type SettingType = "bool" | "integer" | "real" | "string" | "enum";

/** When and by whom a setting can be changed, as `pg_settings.context` words it. */
export type SettingContext =
  | "internal"
  | "postmaster"
  | "sighup"
  | "superuser-backend"
  | "backend"
  | "superuser"
  | "user";

/** What a setting is about, in our own words. */
export type SettingGroup =
  | "authentication"
  | "client"
  | "compatibility"
  | "connections"
  | "developer"
  | "errors"
  | "files"
  | "locks"
  | "logging"
  | "planner"
  | "preset"
  | "replication"
  | "resources"
  | "statistics"
  | "tls"
  | "vacuum"
  | "wal";

/** What the server knows of a setting. */
export interface SettingTraits {
  readonly type: SettingType;
  readonly context: SettingContext;
  readonly group: SettingGroup;
  /** The built-in default in the setting's unit; `null` where there is none or each server has its own. */
  readonly bootValue: string | null;
  /** The unit of a number that is written without one: `ms`, `kB`, `8kB`. */
  readonly unit?: string;
  /** The smallest and the largest number, in the setting's unit. */
  readonly min?: number;
  readonly max?: number;
  /** The values of an enumeration, as the server lists them. */
  readonly values?: readonly string[];
  /** Further spellings that the server accepts and does not list. */
  readonly hiddenValues?: readonly string[];
  /** The server does not show it in `pg_settings`. */
  readonly unlisted?: true;
}

/** What changes about a setting with a version: new traits, or `null` for one that it no longer has. */
export type SettingChange = { readonly since: ServerVersion } & {
  readonly [Trait in keyof SettingTraits]?: SettingTraits[Trait] | null;
};

/** One setting in all versions: its traits in the first one, then what changed, oldest first. */
export interface SettingRow extends SettingTraits, VersionRange {
  readonly name: string;
  readonly changes?: readonly SettingChange[];
}
