import { formerSettings } from "../data/formerSettings.ts";
import { elsewhere, otherSettings } from "../data/otherWords.ts";
import { foldSettingName, isExtensionName } from "../data/settingName.ts";
import { findSetting, settingNames } from "../data/settings.ts";
import { type ServerVersion, serverVersions } from "../model/serverVersion.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown, versionsInWords } from "../ruleKit/words.ts";
import { includeKind } from "../syntax/conf/scanConfLine.ts";

export const confSettingUnknown: Rule = {
  id: "conf-setting-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "The server's version has no setting of this name.",
  why: "A name without a dot must be one of the server's own settings. With any other the server logs “unrecognized configuration parameter” and refuses the whole file: it does not start, and at a reload nothing in the file takes effect. Names with a dot belong to extensions, and the server accepts all of them.",
  instead:
    "Correct the name. Where a version added or removed the setting, remove the line or set its successor.",
  conf({ name, syntaxError }, { serverVersion }, report) {
    if (!name || syntaxError || isExtensionName(name.text) || name.text.startsWith("\ufeff")) return;
    if (includeKind(name.text) || findSetting(name.text, serverVersion)) return;
    report(
      name.span,
      `PostgreSQL ${serverVersion} has no setting ${shown(name.text)}${advice(name.text, serverVersion)}`,
      {
        detail: `${background(name.text, serverVersion)}${configurationRefused("unrecognized configuration parameter")}`,
      },
    );
  },
  fix({ span }, target) {
    const name = confLineOf(target)?.name;
    const meant = name && successor(name.text, target.context.serverVersion);
    if (meant) return [replaceText(target, `Change to ${meant}`, span, meant)];
    return name && isKnownElsewhere(name.text)
      ? [replaceText(target, "Comment out the line", { start: span.start, end: span.start }, "#")]
      : [];
  },
};

export const confSettingUnknownExamples: RuleExamples = {
  bad: [
    `
    ssl_cert = 'server.crt'
    #^^^^^^^
    `,
    `
    # pgssl: version=17
    ssl_groups = 'prime256v1'
    #^^^^^^^^^
    `,
    `
    # pgssl: version=17
    db_user_namespace = on
    #^^^^^^^^^^^^^^^^
    `,
    `
    sslmode = 'verify-full'
    #^^^^^^
    `,
  ],
  fixed: [
    `
    ssl_cert_file = 'server.crt'
    `,
    `
    # pgssl: version=17
    ssl_ecdh_curve = 'prime256v1'
    `,
    `
    # pgssl: version=17
    #db_user_namespace = on
    `,
    `
    #sslmode = 'verify-full'
    `,
  ],
  good: [
    `
    SSL_Cert_File = 'server.crt'
    auto_explain.log_min_duration = 0
    `,
    `
    # pgssl: version=18
    ssl_ecdh_curve = 'prime256v1'
    `,
  ],
};

function advice(name: string, version: ServerVersion): string {
  const range = versionsOf(name);
  const meant = successor(name, version);
  const former = formerSettings[foldSettingName(name)];
  const place = elsewhere[name.toLowerCase()];
  if (!range && !former && place !== undefined) return `; ${place}.`;
  if (!range && !former) return meant ? `; did you mean ${meant}?` : "; correct the name or remove the line.";
  const versions = range ? ` (it exists ${versionsInWords(range)})` : "";
  return `${versions}; ${meant ? `write ${meant}` : "remove the line"}.`;
}

/** Whether the name is certainly no slip of the pen: it is right in another version or place. */
function isKnownElsewhere(name: string): boolean {
  const isFormer = Object.hasOwn(formerSettings, foldSettingName(name)) || versionsOf(name) !== undefined;
  return isFormer || Object.hasOwn(elsewhere, name.toLowerCase());
}

/** What replaces a former setting, as a sentence; empty where there is nothing to say. */
function background(name: string, version: ServerVersion): string {
  const former = formerSettings[foldSettingName(name)];
  if (!former?.instead || (former.newName && successor(name, version) !== former.newName)) return "";
  return `${former.instead.charAt(0).toUpperCase()}${former.instead.slice(1)}. `;
}

/** The setting that replaces a former one, or is most likely meant. */
function successor(name: string, version: ServerVersion): string | undefined {
  const former = formerSettings[foldSettingName(name)];
  if (former?.newName) return findSetting(former.newName, version) ? former.newName : undefined;
  if (former || versionsOf(name)) return undefined;
  const lower = name.toLowerCase();
  if (Object.hasOwn(elsewhere, lower)) return undefined;
  const other = Object.hasOwn(otherSettings, lower) ? otherSettings[lower] : undefined;
  if (other === undefined) return nearest(name, [...settingNames(version), ...includeWords]);
  // Groups go by an older name, and before 18 one setting held the ciphers of all protocols.
  const names = [other, ...(successors[other] ?? [])];
  return names.find((one) => includeKind(one) ?? findSetting(one, version));
}

const includeWords = ["include", "include_dir", "include_if_exists"];

const successors: Readonly<Record<string, readonly string[]>> = {
  ssl_groups: ["ssl_ecdh_curve"],
  ssl_tls13_ciphers: ["ssl_ciphers"],
};

/** The versions that have a setting, where any does. */
function versionsOf(name: string): { since?: ServerVersion; until?: ServerVersion } | undefined {
  const known = serverVersions.filter((version) => findSetting(name, version));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    ...(first !== serverVersions[0] && { since: first }),
    ...(last !== serverVersions.at(-1) && { until: last }),
  };
}
