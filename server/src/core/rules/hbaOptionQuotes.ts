import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import type { Span } from "../model/span.ts";
import { type BrokenValue, brokenValues } from "../ruleKit/brokenValues.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { FindingDetails } from "../ruleKit/findingDetails.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { quoteAuth } from "../syntax/quote.ts";

export const hbaOptionQuotes: Rule = {
  id: "hba-option-quotes",
  severity: "error",
  serverEffect: "line-error",
  summary: "The value of an option has a comma outside of double quotes, or is in single quotes.",
  instead: 'Put the whole value in double quotes: `ldapbasedn="dc=example,dc=com"`.',
  hbaAccess(record, context, report) {
    if (record.options.length === 0) return;
    const method = usableMethod(record, context);
    if (!method) return;
    for (const value of brokenValues(record.options)) {
      const { option, cause, pieces } = value;
      const { name } = option;
      // What another rule says of the option itself comes first.
      if (pieces.length === 0 && !authOption(name, context.serverVersion)) continue;
      const message =
        cause === "quotes"
          ? `${/^['"]/.test(option.value ?? "") ? "Single" : "Typographic"} quotes do not quote; put the value of ${name} in double quotes.`
          : `A comma ends the value of ${name} here; put the whole value in double quotes.`;
      report(spanOf(value), message, pieces.length > 0 ? refused : loaded);
    }
  },
  fix({ span }, target) {
    const { record } = target;
    if (!("options" in record)) return [];
    const value = brokenValues(record.options).find((one) => spanOf(one).start === span.start);
    const start = value?.option.valueSpan?.start;
    if (!value || start === undefined) return [];
    const written = record.line.text.slice(start, span.end);
    if (/["\r\n]/.test(written)) return [];
    const meant = value.cause === "quotes" ? written.slice(1, -1) : written;
    // Scopes are separated by blanks.
    const text =
      value.option.name === "scope"
        ? meant
            .split(",")
            .map((word) => word.trim())
            .join(" ")
        : meant;
    return [replaceText(target, "Put the value in double quotes", { start, end: span.end }, quoteAuth(text))];
  },
};

export const hbaOptionQuotesPage: RulePage = {
  why: "A comma or a blank ends the value unless it is inside double quotes; what follows is read as an option of its own, and the server refuses the whole file for it: it does not start, and a reload keeps the old records. Single quotes quote nothing. A value in single quotes without a comma or blank loads, with the quotes as a part of it.",
  bad: [
    `
    hostssl all all all ldap ldapserver=l ldapprefix=uid= ldapsuffix=,ou=people,dc=example
    #                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapbasedn=dc=example, dc=com ldapserver=l
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    hostssl all all all radius radiusservers=10.0.0.1,10.0.0.2 radiussecrets=x
    #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapbinddn='cn=My App,dc=x' ldapserver='l' ldapbasedn=dc=x
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    #                                                    ^^^^^^^^^^^^^^
    local all all peer map=‘m’
    #                  ^^^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all all ldap ldapserver=l ldapprefix=uid= ldapsuffix=",ou=people,dc=example"
    `,
    `
    hostssl all all all ldap ldapbasedn="dc=example, dc=com" ldapserver=l
    `,
    `
    # pgssl: version=18
    hostssl all all all radius radiusservers="10.0.0.1,10.0.0.2" radiussecrets=x
    `,
    `
    hostssl all all all ldap ldapbinddn="cn=My App,dc=x" ldapserver="l" ldapbasedn=dc=x
    local all all peer map="m"
    `,
  ],
  good: [
    `
    hostssl all all all ldap ldapserver=l ldapbasedn="dc=example,dc=com"
    local all all peer map=a,map=b
    `,
  ],
};

const refused: FindingDetails = {
  detail: "What follows is read as an option of its own.",
  refusal: fileRefused("authentication option"),
};
const loaded: FindingDetails = {
  severity: "warning",
  serverEffect: null,
  detail: "The server accepts the line, and takes the quotes as a part of the value.",
};

function spanOf({ option, pieces }: BrokenValue): Span {
  return { start: option.token.span.start, end: (pieces.at(-1) ?? option).token.span.end };
}
