import { confLineOf } from "../ruleKit/confLineOf.ts";
import { quoted } from "../ruleKit/quoteConf.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confQuotesMissing: Rule = {
  id: "conf-quotes-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A value needs single quotes.",
  why: "Without quotes a value is a number with a unit, or starts with a letter and goes on with letters, digits and `_ - . : /`; and `word.word` is taken for the name of a setting. Anything else is a syntax error, and the server refuses the whole file. So `my-server.crt` needs no quotes, yet `server.crt` and `/etc/ssl/server.pem` do.",
  instead: "Put single quotes around the value, and write a quote inside as two.",
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
  conf({ name, value, syntaxError }, _, report) {
    if (syntaxError?.expected !== "quotes" || !value) return;
    const advice = value.text.startsWith('"')
      ? `write ${quoted(unquoted(value.text))}: quotes around values are single ones`
      : `write ${quoted(value.text)}`;
    report(
      value.span,
      `The value of ${name?.text} needs quotes: ${advice}. The server refuses the whole file.`,
    );
  },
  fix({ span }, target) {
    const text = confLineOf(target)?.text.slice(span.start, span.end);
    if (text === undefined) return [];
    return [replaceText(target, "Put the value in quotes", span, quoted(unquoted(text)), "safe")];
  },
};

/** The value without double quotes around it, or a lone quote at its end. */
function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text.replace(/^([^']*)'$/, "$1");
}
