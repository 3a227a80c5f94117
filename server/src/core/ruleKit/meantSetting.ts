import { formerSettings } from "../data/formerSettings.ts";
import { elsewhere, otherSettings } from "../data/otherWords.ts";
import { foldSettingName } from "../data/settingName.ts";
import { findSetting, settingNames, settingVersions } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { includeKind } from "../syntax/conf/scanConfLine.ts";
import { nearest } from "./nearest.ts";

/** The setting that replaces a former one, or that an unknown name most likely means. */
export function meantSetting(name: string, version: ServerVersion): string | undefined {
  const former = formerSettings[foldSettingName(name)];
  if (former?.newName) return findSetting(former.newName, version) ? former.newName : undefined;
  if (former || settingVersions(name) || placeElsewhere(name) !== undefined) return undefined;
  return settingOfOthers(name, version) ?? nearest(name, [...settingNames(version), ...includeWords]);
}

/** The setting that other programs call so, as nginx, libpq or MySQL do; hyphens count as underscores. */
export function settingOfOthers(name: string, version: ServerVersion): string | undefined {
  const word = wordOf(name);
  const other = Object.hasOwn(otherSettings, word) ? otherSettings[word] : undefined;
  if (other === undefined) return undefined;
  // Groups go by an older name, and before 18 one setting held the ciphers of all protocols.
  const names = [other, ...(successors[other] ?? [])];
  return names.find((one) => includeKind(one) ?? findSetting(one, version));
}

/** What to do in place of a setting that other programs have and the server has not, in words. */
export function placeElsewhere(name: string): string | undefined {
  const word = wordOf(name);
  if (Object.hasOwn(elsewhere, word)) return elsewhere[word];
  return /^(?:client|server)_tls_/.test(word) ? "move the line to pgbouncer.ini" : undefined;
}

/** Whether a name belongs to another program, so that whatever else is wrong with its line comes from that. */
export function isForeignName(name: string, version: ServerVersion): boolean {
  if (settingVersions(name)) return false;
  return placeElsewhere(name) !== undefined || settingOfOthers(name, version) !== undefined;
}

function wordOf(name: string): string {
  return name.toLowerCase().replaceAll("-", "_");
}

const includeWords = ["include", "include_dir", "include_if_exists"];

const successors: Readonly<Record<string, readonly string[]>> = {
  ssl_groups: ["ssl_ecdh_curve"],
  ssl_tls13_ciphers: ["ssl_ciphers"],
};
