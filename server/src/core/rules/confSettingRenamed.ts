import { canonicalSettingName, foldSettingName, isExtensionName } from "../data/settingName.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confSettingRenamed: Rule = {
  id: "conf-setting-renamed",
  severity: "hint",
  serverEffect: null,
  summary: "A setting is written by its old name.",
  why: "The server still takes the old name for the new one. But it compares names by their spelling when it looks for a setting that is set twice, so old and new name side by side are both judged, and the later one wins.",
  instead: "Use the name of the version's manual.",
  bad: [
    `
    # pgssl: version=18
    ssl_ecdh_curve = 'prime256v1'
    #^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    ssl_groups = 'prime256v1'
    `,
  ],
  good: [
    `
    # pgssl: version=17
    ssl_ecdh_curve = 'prime256v1'
    `,
  ],
  conf({ name, syntaxError }, { serverVersion }, report) {
    if (!name || syntaxError || isExtensionName(name.text)) return;
    const current = canonicalSettingName(name.text, serverVersion);
    if (current === foldSettingName(name.text)) return;
    report(
      name.span,
      `PostgreSQL ${serverVersion} calls this setting ${current} and still takes the old name.`,
      {
        tag: "deprecated",
      },
    );
  },
  fix({ span }, target) {
    const name = confLineOf(target)?.name;
    if (!name) return [];
    const current = canonicalSettingName(name.text, target.context.serverVersion);
    return [replaceText(target, `Change to ${current}`, span, current, "safe")];
  },
};
