import { canonicalSettingName, foldSettingName, isExtensionName } from "../data/settingName.ts";
import { findSetting } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Assignment, EffectiveSettings } from "../model/settings.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

/**
 * The settings in force once all files were read, given all assignments in the server's order. The last one of a setting
 * counts, whatever the case of its name and whether it goes by an old name or the new one. Without `knowsDefaults` other files
 * may assign what these do not, so that the value of such a setting is unknown.
 */
export function effectiveSettings(
  assignments: readonly Assignment[],
  serverVersion: ServerVersion,
  knowsDefaults = true,
): EffectiveSettings {
  const winners = new Map<string, Assignment>();
  for (const assignment of assignments) {
    if (isExtensionName(assignment.name)) continue;
    winners.set(canonicalSettingName(assignment.name, serverVersion), assignment);
  }
  const find = (name: string) => {
    if (!isExtensionName(name)) return winners.get(canonicalSettingName(name, serverVersion));
    const folded = foldSettingName(name);
    return assignments.findLast((assignment) => foldSettingName(assignment.name) === folded);
  };
  const value = (name: string) =>
    find(name)?.value ??
    (knowsDefaults
      ? findSetting(canonicalSettingName(name, serverVersion), serverVersion)?.bootValue
      : undefined) ??
    undefined;
  return {
    value,
    assignment: find,
    isOn: (name) => readBoolean(value(name) ?? ""),
  };
}
