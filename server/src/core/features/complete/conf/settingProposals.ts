import { canonicalSettingName } from "../../../data/settingName.ts";
import { findSetting, type Setting, settingNames } from "../../../data/settings.ts";
import type { Completion } from "../../../model/completion.ts";
import type { ServerVersion } from "../../../model/serverVersion.ts";
import { includeDirectives } from "../../../syntax/authReference.ts";
import { inLargestUnit } from "../../describe/describeSetting.ts";
import { documentationKey } from "../documentation.ts";
import type { Scope } from "../scope.ts";
import { snippetProposals } from "../snippets.ts";
import { sortKey } from "../word.ts";

/**
 * The settings that a line may set. Those which the file sets above come last, with their line, once a name is begun: without
 * them one that is nearly the name would be the first. `isAlone`: nothing follows the name.
 */
export function settingProposals(scope: Scope, typed: string, isAlone: boolean): Completion[] {
  const { context, records } = scope.snapshot;
  const { serverVersion } = context;
  const above = new Map<string, number>();
  for (let line = 0; line < scope.line; line++) {
    const setting = records.entries[line]?.summary?.setting;
    if (setting) above.set(canonicalSettingName(setting.name, serverVersion), line);
  }
  const names = allSettings(serverVersion).flatMap((item) => {
    const line = above.get(item.label.toLowerCase());
    if (line === undefined || item.label === typed.toLowerCase()) return [item];
    return typed === "" ? [] : [{ ...item, detail: `set in line ${line + 1}`, sortText: `3${item.label}` }];
  });
  if (!isAlone) return names.map(bare);
  return typed === "" || "ssl".startsWith(typed) ? [...names, ...snippetProposals(scope)] : names;
}

/** Only the name, since the rest of the line is already there. */
function bare({ newText: _, isSnippet: __, opensNext: ___, ...rest }: Completion): Completion {
  return rest;
}

function allSettings(version: ServerVersion): readonly Completion[] {
  return [...settingNames(version).flatMap((name) => settingProposal(name, version)), ...directives(version)];
}

function settingProposal(name: string, version: ServerVersion): Completion[] {
  const setting = findSetting(name, version);
  if (!setting || setting.context === "internal") return [];
  return [
    {
      label: name,
      kind: "setting",
      detail: detailOf(setting),
      ...(setting.type === "string"
        ? { newText: `${name} = '$0'`, isSnippet: true }
        : { newText: `${name} = ` }),
      opensNext: true,
      sortText: setting.group === "tls" ? `0${name}` : `1${name}`,
      documentationKey: documentationKey("setting", version, name),
    },
  ];
}

function detailOf({ bootValue, context, unit }: Setting): string {
  const change = context === "postmaster" ? "restart" : "reload";
  if (bootValue === null || bootValue === "") return change;
  const value = unit && Number(bootValue) > 0 ? inLargestUnit(Number(bootValue), unit) : bootValue;
  return `${value} by default, ${change}`;
}

function directives(version: ServerVersion): Completion[] {
  return includeDirectives.map((name, index) => ({
    label: name,
    kind: "keyword",
    newText: `${name} '$0'`,
    isSnippet: true,
    opensNext: true,
    sortText: sortKey(2, index),
    documentationKey: documentationKey("directive", version, name),
  }));
}
