import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeComma } from "../ruleKit/textFix.ts";

export const hostsValuesMultiple: Rule = {
  id: "hosts-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A field of pg_hosts.conf that takes one value has several, separated by commas.",
  instead: "Write one line for each certificate, remove the comma, or put quotation marks around the value.",
  hosts({ certificate, key, certificateAuthority, passphraseCommand }, context, report) {
    for (const field of [certificate, key, certificateAuthority, passphraseCommand])
      if (field && field.tokens.length > 1)
        report(
          field.span,
          "This field takes one value; write one line for each certificate, or quote a value with a comma.",
          hostsRefused(context),
        );
  },
  fix: ({ span }, target) => removeComma(target, span),
};

export const hostsValuesMultiplePage: RulePage = {
  why: "Only the host names may be a list. Otherwise the server refuses its whole SSL configuration: it does not start, and a reload keeps the old one.",
  bad: [
    `
    db.example.com a.crt,b.crt a.key
    #              ^^^^^^^^^^^
    `,
    `
    db.example.com db.crt, db.key
    #              ^^^^^^^^^^^^^^ a blank does not end a list
    `,
  ],
  fixed: [
    null,
    `
    db.example.com db.crt db.key
    `,
  ],
  good: [
    `
    db.example.com,db2.example.com a.crt a.key
    `,
  ],
};
