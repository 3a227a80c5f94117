import { findSetting } from "../data/settings.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import { meantLineFix, reportMeantLine } from "../ruleKit/meantLine.ts";
import { isForeignName } from "../ruleKit/meantSetting.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const confValueMissing: Rule = {
  id: "conf-value-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A setting has no value.",
  instead: "Write a value, `''` for an empty one, or `#` before the line.",
  conf(statement, { serverVersion }, report) {
    const { name, text, syntaxError } = statement;
    if (syntaxError?.expected !== "value" || !name || name.text.startsWith("\ufeff")) return;
    if (isForeignName(name.text, serverVersion)) return;
    const { span } = syntaxError;
    const isDoubled = /^=+$/.test(text.slice(span.start, span.end));
    if (!isDoubled && reportMeantLine(statement, serverVersion, span, report)) return;
    if (span.start > name.span.start) {
      const found = text.slice(span.start, span.end);
      report(span, `${name.text} has ${shown(found)} where its value is expected; remove that.`, {
        refusal: configurationRefused(),
      });
      return;
    }
    const isText = findSetting(name.text, serverVersion)?.type === "string";
    const advice = isText ? "write one, or '' for an empty one" : "write one, or remove the line";
    report(span, `${name.text} has no value; ${advice}.`, { refusal: configurationRefused() });
  },
  fix({ span }, target) {
    const { name, text = "" } = confLineOf(target) ?? {};
    if (!name) return [];
    const meant = /^=+$/.test(text.slice(span.start, span.end)) ? undefined : meantLineFix(target);
    if (meant) return [meant];
    if (span.start === name.span.start)
      return [replaceText(target, "Comment the line out", { start: span.start, end: span.start }, "#")];
    const found = text.slice(span.start, span.end);
    return /^=+$/.test(found) ? [replaceText(target, `Remove ${found}`, span, "")] : [];
  },
};

export const confValueMissingPage: RulePage = {
  why: "A value must follow the name, with or without an equals sign between them. Without one the server logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing. An empty value is written as two single quotes.",
  bad: [
    `
    ssl_ca_file =
    #^^^^^^^^^^^^
    `,
    `
    ssl == on
    #    ^
    `,
    `
    ssl := on
    #   ^^
    `,
    `
    ssl＝on
    #^^^^^
    `,
  ],
  fixed: [
    `
    #ssl_ca_file =
    `,
    `
    ssl = on
    `,
    `
    ssl = on
    `,
    `
    ssl = on
    `,
  ],
  good: [
    `
    ssl_ca_file = ''
    ssl on
    `,
  ],
};
