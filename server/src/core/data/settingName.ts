import { existsIn, type ServerVersion, type VersionRange } from "../model/serverVersion.ts";

/** A name as the server compares it: only ASCII letters lose their case. */
export function foldSettingName(name: string): string {
  return capitals.test(name) ? name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : name;
}

const capitals = /[A-Z]/;

/** Whether a setting is one that extensions define, by the dot in its name. */
export function isExtensionName(name: string): boolean {
  return name.includes(".");
}

/** The setting that a name means, in lower case: old names of renamed settings go on working. */
export function canonicalSettingName(name: string, version: ServerVersion): string {
  const folded = foldSettingName(name);
  const alias = byOldName.get(folded);
  return alias && existsIn(alias, version) ? alias.newName : folded;
}

/** Names that the server quietly takes for another setting. */
const settingAliases: readonly (VersionRange & {
  readonly oldName: string;
  readonly newName: string;
})[] = [
  { oldName: "sort_mem", newName: "work_mem" },
  { oldName: "vacuum_mem", newName: "maintenance_work_mem" },
  { oldName: "ssl_ecdh_curve", newName: "ssl_groups", since: 18 },
];

const byOldName: ReadonlyMap<string, (typeof settingAliases)[number]> = new Map(
  settingAliases.map((row) => [row.oldName, row]),
);
