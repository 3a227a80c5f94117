import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confQuoteUnclosed: Rule = {
  id: "conf-quote-unclosed",
  severity: "error",
  serverEffect: "line-error",
  summary: "A quoted value has no closing quote on its line.",
  instead: "Close the quote on the same line; write a quote inside as two, and a backslash as two.",
  conf({ name, value, syntaxError }, _, report) {
    if (syntaxError?.expected !== "closing-quote" || !value) return;
    const advice = value.text.endsWith("\\'")
      ? ": the backslash escapes the last one; double the backslash"
      : "; close it on this line";
    report(syntaxError.span, `The value of ${name?.text} has no closing quote${advice}.`, {
      refusal: configurationRefused(),
    });
  },
  fix({ span }, target) {
    const text = confLineOf(target)?.text.slice(span.start, span.end);
    if (text === undefined) return [];
    if (text.endsWith("\\'")) {
      const inside = text.slice(1, -1);
      if (inside.includes("'")) return [];
      // Whoever ends a path with one backslash meant the others literally, too: `\n` would be a line feed.
      const doubled = inside.replace(/\\\\|\\/g, "\\\\");
      return [replaceText(target, "Double the backslashes", span, `'${doubled}'`)];
    }
    if (/[\\'#]/.test(text.slice(1))) return [];
    return [replaceText(target, "Close the quote", { start: span.end, end: span.end }, "'")];
  },
};

export const confQuoteUnclosedPage: RulePage = {
  why: "A value ends on its line; not even a backslash continues it. A backslash also escapes a quote, so `'C:\\'` is not closed. The server logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing.",
  bad: [
    `
    ssl_cert_file = 'server.crt
    #               ^^^^^^^^^^^
    `,
    `
    log_directory = 'C:\\logs\\'
    #               ^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    ssl_cert_file = 'server.crt'
    `,
    `
    log_directory = 'C:\\\\logs\\\\'
    `,
  ],
  good: [
    `
    ssl_passphrase_command = 'cat ''my key'''
    `,
  ],
};
