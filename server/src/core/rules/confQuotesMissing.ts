import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused, isQuotable } from "../ruleKit/confProblems.ts";
import { isMeantAsWritten, meantLineFix, reportMeantLine } from "../ruleKit/meantLine.ts";
import { isForeignName } from "../ruleKit/meantSetting.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { quoteConf } from "../syntax/quote.ts";

export const confQuotesMissing: Rule = {
  id: "conf-quotes-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A value needs single quotes.",
  instead: "Put single quotes around the value, and write a quote inside as two.",
  conf(statement, { serverVersion }, report) {
    const { name, value, syntaxError } = statement;
    if (syntaxError?.expected !== "quotes" || !value || !name) return;
    if (isForeignName(name.text, serverVersion)) return;
    const bare = unquoted(value.text);
    const isRead = isMeantAsWritten(statement, serverVersion, bare);
    if (!isRead && reportMeantLine(statement, serverVersion, syntaxError.span, report)) return;
    const written = quoteConf(bare);
    const isShort = written.length <= 50 && isQuotable(name.text, written);
    const advice = isShort ? `write ${written}` : "put them around the whole of it";
    report(value.span, `The value of ${name.text} needs single quotes; ${advice}.`, {
      refusal: configurationRefused(),
    });
  },
  fix({ span }, target) {
    const line = confLineOf(target);
    if (!line) return [];
    const text = line.text.slice(span.start, span.end);
    const isRead = isMeantAsWritten(line, target.context.serverVersion, unquoted(text));
    const whole = isRead ? undefined : meantLineFix(target);
    if (whole) return [whole];
    return [replaceText(target, "Put the value in quotes", span, quoteConf(unquoted(text)), "safe")];
  },
};

export const confQuotesMissingPage: RulePage = {
  why: "Without quotes a value is a number with a unit, or starts with a letter and continues with letters, digits and `_ - . : /`; and the server reads `word.word` as the name of a setting. Anything else is a syntax error: the server logs “syntax error in file” and refuses the whole file. So `my-server.crt` needs no quotes, but `server.crt` and `/etc/ssl/server.pem` do.",
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
    `
    ssl = on;
    #     ^^^
    `,
    `
    ssl => on
    #    ^
    `,
    `
    ssl_cert_file = ’server.crt’
    #               ^^^^^^^^^^^^
    `,
    `
    export ssl=on
    #      ^^^^^^
    `,
    `
    ssl = \`on\`
    #     ^^^^
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
    `
    ssl = on
    `,
    `
    ssl = on
    `,
    `
    ssl_cert_file = 'server.crt'
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
