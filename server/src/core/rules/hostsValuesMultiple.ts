import { hostsDetails } from "../ruleKit/hostsFileUse.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hostsValuesMultiple: Rule = {
  id: "hosts-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A column of pg_hosts.conf that takes one value has several, joined by commas.",
  why: "Only the host names may be a list. The server refuses its whole TLS configuration otherwise.",
  instead: "Write one line for each certificate, or remove the comma.",
  bad: [
    `
    db.example.com a.crt,b.crt a.key
    #              ^^^^^^^^^^^
    `,
  ],
  good: [
    `
    db.example.com,db2.example.com a.crt a.key
    `,
  ],
  hosts({ certificate, key, certificateAuthority, passphraseCommand }, context, report) {
    for (const field of [certificate, key, certificateAuthority, passphraseCommand])
      if (field && field.tokens.length > 1)
        report(
          field.span,
          "Only host names may be a list, and here commas join several values, so the server refuses the file.",
          hostsDetails(context),
        );
  },
};
