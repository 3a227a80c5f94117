import { hostsDetails } from "../ruleKit/hostsFileUse.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hostsFieldsExtra: Rule = {
  id: "hosts-fields-extra",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_hosts.conf has more than six columns.",
  why: "The server refuses the file; mostly a command with blanks lacks its quotation marks.",
  instead: "Put quotation marks around the passphrase command.",
  bad: [
    `
    db.example.com db.crt db.key ca.crt /usr/bin/pass %p on off
    #                                                    ^^^^^^
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key ca.crt "/usr/bin/pass %p" on
    `,
  ],
  hosts({ fields }, context, report) {
    const [first, last] = [fields[6], fields.at(-1)];
    if (!first || !last) return;
    report(
      { start: first.span.start, end: last.span.end },
      "A line has six columns at most, so the server refuses the file: put quotation marks around a command that holds blanks.",
      hostsDetails(context),
    );
  },
};
