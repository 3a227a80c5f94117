import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused, mayHoldSecret } from "../ruleKit/confProblems.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { quoteConf } from "../syntax/quote.ts";

export const confQuotesMissing: Rule = {
  id: "conf-quotes-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A value needs single quotes.",
  why: "Without quotes a value is a number with a unit, or starts with a letter and continues with letters, digits and `_ - . : /`; and the server reads `word.word` as the name of a setting. Anything else is a syntax error: the server logs “syntax error in file” and refuses the whole file. So `my-server.crt` needs no quotes, but `server.crt` and `/etc/ssl/server.pem` do.",
  instead: "Put single quotes around the value, and write a quote inside as two.",
  conf({ name, value, syntaxError }, _, report) {
    if (syntaxError?.expected !== "quotes" || !value) return;
    const written = quoteConf(unquoted(value.text));
    const isShort = written.length <= 50 && !mayHoldSecret(name?.text ?? "", written);
    const advice = isShort ? `write ${written}` : "put them around the whole of it";
    report(value.span, `The value of ${name?.text} needs single quotes; ${advice}.`, {
      detail: configurationRefused(),
    });
  },
  fix({ span }, target) {
    const text = confLineOf(target)?.text.slice(span.start, span.end);
    if (text === undefined) return [];
    return [replaceText(target, "Put the value in quotes", span, quoteConf(unquoted(text)), "safe")];
  },
};

export const confQuotesMissingExamples: RuleExamples = {
  bad: [
    `
    ssl_cert_file = server.crt
    #               ^^^^^^^^^^
    `,
    `
    listen_addresses = *  # everywhere
    #                  ^
    `,
    `
    ssl_ciphers = HIGH:!aNULL
    #             ^^^^^^^^^^^
    `,
    `
    work_mem = 1.5MB
    #          ^^^^^
    `,
  ],
  fixed: [
    `
    ssl_cert_file = 'server.crt'
    `,
    `
    listen_addresses = '*'  # everywhere
    `,
    `
    ssl_ciphers = 'HIGH:!aNULL'
    `,
    `
    work_mem = '1.5MB'
    `,
  ],
  good: [
    `
    ssl_cert_file = 'server.crt'
    listen_addresses = '*'
    ssl_min_protocol_version = TLSv1.3
    work_mem = 4MB
    `,
  ],
};

/** The value without double quotes around it, or a lone quote at its end. */
function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text.replace(/^([^']*)'$/, "$1");
}
