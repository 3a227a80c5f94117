import { once } from "../model/once.ts";
import { type BuildFeature, featureNames } from "../model/serverBuild.ts";
import {
  existsIn,
  type ServerVersion,
  serverVersions,
  type VersionRange,
  versionsWith,
} from "../model/serverVersion.ts";
import { canonicalSettingName, foldSettingName, isExtensionName } from "./settingName.ts";
import type { SettingRow, SettingTraits } from "./settingRow.ts";
import { settingRows } from "./settings.generated.ts";
import { addedIn19, changedIn19, removedIn19 } from "./settings19.ts";

export type { SettingContext, SettingGroup, SettingType } from "./settingRow.ts";

/** A setting as one version of the server knows it. */
export interface Setting extends SettingTraits {
  /** As the server spells it: `TimeZone`, `ssl_cert_file`. */
  readonly name: string;
  /** The name that was looked up, where it is another one: `ssl_ecdh_curve` for `ssl_groups` from 18. */
  readonly requestedName?: string;
  /** Values that only some servers know. */
  readonly valuesElsewhere?: Readonly<Record<string, Need>>;
}

/** What a server must be built with or run on, in words, to know a value. */
export interface Need {
  readonly name: string;
  readonly feature?: BuildFeature;
}

/**
 * What a version of the server knows of a setting; `undefined` for a name that it rejects. Letters' case does not matter,
 * and old names lead to the renamed setting. Names with a dot, of extensions' settings, are never found.
 */
export function findSetting(name: string, version: ServerVersion): Setting | undefined {
  if (isExtensionName(name)) return undefined;
  const canonical = canonicalSettingName(name, version);
  const row = rows().get(canonical);
  if (!row || !existsIn(row, version)) return undefined;
  const setting = inVersion(row, version);
  return canonical === foldSettingName(name) ? setting : { ...setting, requestedName: name };
}

/** The versions that have a setting, where any does. */
export function settingVersions(name: string): VersionRange | undefined {
  return versionsWith((version) => findSetting(name, version) !== undefined);
}

/** The names of all settings that a version lists in `pg_settings`, in the order of the alphabet. */
export function settingNames(version: ServerVersion): readonly string[] {
  return namesIn()[version];
}

/** All rows by their names in lower case. */
const rows = once<ReadonlyMap<string, SettingRow>>(
  () =>
    new Map(
      [...settingRows().map(with19), ...addedIn19].map((row) => [foldSettingName(row.name), row] as const),
    ),
);

/** The names of those that `pg_settings` lists, in their order, by version, since each unknown name is compared with all of them. */
const namesIn = once(() => {
  const listed = [...rows()]
    .filter(([, row]) => !row.unlisted)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  return Object.fromEntries(
    serverVersions.map((version) => [
      version,
      listed.filter((row) => existsIn(row, version)).map(({ name }) => name),
    ]),
  ) as unknown as Readonly<Record<ServerVersion, readonly string[]>>;
});

function with19(row: SettingRow): SettingRow {
  if (removedIn19.includes(row.name)) return { ...row, until: 18 };
  const change = changedIn19[row.name];
  return change ? { ...row, changes: [...(row.changes ?? []), { ...change, since: 19 }] } : row;
}

function inVersion(row: SettingRow, version: ServerVersion): Setting {
  if (!row.changes && !valuesElsewhere[row.name]) return row as Setting;
  const { since: _, until: __, changes = [], ...traits } = row;
  const setting: Record<string, unknown> = { ...traits };
  for (const { since, ...change } of changes) {
    if (since > version) continue;
    for (const [trait, value] of Object.entries(change)) {
      if (value === null && trait !== "bootValue") delete setting[trait];
      else setting[trait] = value;
    }
  }
  const elsewhere = valuesElsewhere[row.name];
  if (elsewhere && setting.type === "enum") setting.valuesElsewhere = elsewhere;
  return setting as unknown as Setting;
}

/** The tables come from servers on Linux without these libraries; other servers know these values as well. */
const builtWith = (feature: BuildFeature): Need => ({ name: featureNames[feature], feature });
const windows: Need = { name: "Windows" };
const valuesElsewhere: Readonly<Record<string, Readonly<Record<string, Need>>>> = {
  default_toast_compression: { lz4: builtWith("lz4") },
  dynamic_shared_memory_type: { windows },
  io_method: { io_uring: builtWith("liburing") },
  shared_memory_type: { windows },
  wal_compression: { lz4: builtWith("lz4"), zstd: builtWith("zstd") },
  wal_sync_method: { fsync_writethrough: { name: "macOS or Windows" } },
};
