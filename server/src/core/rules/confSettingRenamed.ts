import { canonicalSettingName, foldSettingName, isExtensionName } from "../data/settingName.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { serverInWords } from "../ruleKit/words.ts";

export const confSettingRenamed: Rule = {
  id: "conf-setting-renamed",
  severity: "hint",
  serverEffect: null,
  summary: "A setting has its old name.",
  instead: "Write the name that the manual of your version has.",
  conf({ name, syntaxError }, context, report) {
    if (!name || syntaxError || isExtensionName(name.text)) return;
    const current = canonicalSettingName(name.text, context.serverVersion);
    if (current === foldSettingName(name.text)) return;
    report(name.span, `${serverInWords(context)} calls this setting ${current}; write the new name.`, {
      tag: "deprecated",
      detail: "The server still accepts the old name.",
    });
  },
  fix({ span }, target) {
    const name = confLineOf(target)?.name;
    if (!name) return [];
    const current = canonicalSettingName(name.text, target.context.serverVersion);
    return [replaceText(target, `Change to ${current}`, span, current, "safe")];
  },
};

export const confSettingRenamedPage: RulePage = {
  why: "The server still accepts the old name. But it compares names by their spelling to find a setting that is set twice, so it checks both values where old and new name occur side by side, and the later one decides.",
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
};
