import { findSetting } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused, isQuotable } from "../ruleKit/confProblems.ts";
import { meantLineFix, reportMeantLine } from "../ruleKit/meantLine.ts";
import { isForeignName } from "../ruleKit/meantSetting.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { escapeConf } from "../syntax/quote.ts";

export const confTextAfterValue: Rule = {
  id: "conf-text-after-value",
  severity: "error",
  serverEffect: "line-error",
  summary: "Text follows the value of a setting.",
  instead: "Put the whole value in one pair of quotes, or `#` before a comment.",
  conf(statement, { serverVersion }, report) {
    const { name, text, value, syntaxError } = statement;
    if (syntaxError?.expected !== "end-of-line" || !value || !name) return;
    if (isForeignName(name.text, serverVersion)) return;
    const isKnown = findSetting(name.text, serverVersion) !== undefined;
    if (!isKnown && reportMeantLine(statement, serverVersion, syntaxError.span, report)) return;
    const { span } = syntaxError;
    const extra = text.slice(span.start, span.end);
    const quotable = extra.length <= 30 && isQuotable(name.text, extra);
    const advice = isOneWord(name.text, serverVersion) ? "remove it" : "quote all of it";
    const end = quotable ? shown(extra) : "this text";
    report(span, `The value of ${name.text} ends before ${end}; ${advice}, or put # before a comment.`, {
      refusal: configurationRefused(),
    });
  },
  fix({ span }, target) {
    const line = confLineOf(target);
    const { name, text, value } = line ?? {};
    if (text === undefined || !value || !name) return [];
    const version = target.context.serverVersion;
    const meant = findSetting(name.text, version) ? undefined : meantLineFix(target);
    if (meant) return [meant];
    const whole = { start: value.span.start, end: span.end };
    const all = text.slice(whole.start, whole.end);
    const isComment = /^(?:--|\/\/|\/\*|;)/.test(text.slice(span.start));
    const comment = replaceText(target, "Make it a comment", { start: span.start, end: span.start }, "# ");
    if (isComment || isOneWord(name.text, version)) return [comment];
    const quotes = replaceText(target, "Put the whole value in quotes", whole, inOneQuotation(all));
    return [quotes, comment];
  },
};

export const confTextAfterValuePage: RulePage = {
  why: "A setting has one value, followed by the end of the line or a comment. A value with blanks or commas needs quotes around the whole of it. The server logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing.",
  bad: [
    `
    work_mem = 4 MB
    #            ^^
    `,
    `
    shared_preload_libraries = 'auto_explain', 'pg_stat_statements'
    #                                        ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    ssl = on -- for the new clients
    #        ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    ssl = yes please
    #         ^^^^^^
    `,
    `
    ALTER SYSTEM SET ssl TO 'on';
    #            ^^^^^^^^^^^^^^^^
    `,
    `
    ＃ as on the old server
    #    ^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    work_mem = '4 MB'
    `,
    `
    shared_preload_libraries = 'auto_explain, pg_stat_statements'
    `,
    `
    ssl = on # -- for the new clients
    `,
    `
    ssl = yes # please
    `,
    `
    ssl = on
    `,
    `
    # as on the old server
    `,
  ],
  good: [
    `
    work_mem = '4 MB'
    ssl = on # for the new clients
    `,
  ],
};

/** Whether no value of the setting has several words, so that what follows one is no part of it. */
function isOneWord(name: string, version: ServerVersion): boolean {
  const type = findSetting(name, version)?.type;
  return type === "bool" || type === "enum";
}

/** A text in one pair of quotes: what was inside of quotes already keeps its escapes. */
function inOneQuotation(text: string): string {
  const inside = text.replace(/'((?:[^'\\]|\\.|'')*)'|[^']+|'/g, (part, quoted?: string) =>
    part === "'" ? "" : (quoted ?? escapeConf(part)),
  );
  return `'${inside}'`;
}
