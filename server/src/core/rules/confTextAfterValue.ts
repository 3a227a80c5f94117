import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused, mayHoldSecret } from "../ruleKit/confProblems.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { escapeConf } from "../syntax/quote.ts";

export const confTextAfterValue: Rule = {
  id: "conf-text-after-value",
  severity: "error",
  serverEffect: "line-error",
  summary: "Text follows the value of a setting.",
  why: "A setting has one value, followed by the end of the line or a comment. A value with spaces or commas needs quotes around the whole of it. The server logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing.",
  instead: "Put the whole value in one pair of quotes, or `#` before a comment.",
  conf({ name, text, value, syntaxError }, _, report) {
    if (syntaxError?.expected !== "end-of-line" || !value) return;
    const { span } = syntaxError;
    const extra = text.slice(span.start, span.end);
    const quotable = extra.length <= 30 && !mayHoldSecret(name?.text ?? "", extra);
    const end = quotable ? shown(extra) : "this text";
    report(
      span,
      `The value of ${name?.text} ends before ${end}; quote all of it, or put # before a comment.`,
      {
        detail: configurationRefused(),
      },
    );
  },
  fix({ span }, target) {
    const { text, value } = confLineOf(target) ?? {};
    if (text === undefined || !value) return [];
    const whole = { start: value.span.start, end: span.end };
    const all = text.slice(whole.start, whole.end);
    const isComment = /^(?:--|\/\/|\/\*|;)/.test(text.slice(span.start));
    const comment = replaceText(target, "Make it a comment", { start: span.start, end: span.start }, "# ");
    if (isComment) return [comment];
    const quotes = replaceText(target, "Put the whole value in quotes", whole, inOneQuotation(all));
    return [quotes, comment];
  },
};

export const confTextAfterValueExamples: RuleExamples = {
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
  ],
  good: [
    `
    work_mem = '4 MB'
    ssl = on # for the new clients
    `,
  ],
};

/** A text in one pair of quotes: what was inside of quotes already keeps its escapes. */
function inOneQuotation(text: string): string {
  const inside = text.replace(/'((?:[^'\\]|\\.|'')*)'|[^']+|'/g, (part, quoted?: string) =>
    part === "'" ? "" : (quoted ?? escapeConf(part)),
  );
  return `'${inside}'`;
}
