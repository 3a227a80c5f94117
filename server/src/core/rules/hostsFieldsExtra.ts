import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const hostsFieldsExtra: Rule = {
  id: "hosts-fields-extra",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_hosts.conf has more than six fields.",
  why: "The server refuses the file: it does not start, and a reload keeps the old TLS configuration. Mostly a command with spaces has no quotation marks.",
  instead: "Put quotation marks around the passphrase command.",
  hosts({ fields }, context, report) {
    const [first, last] = [fields[6], fields.at(-1)];
    if (!first || !last) return;
    report(
      { start: first.span.start, end: last.span.end },
      "A line has at most six fields; put quotation marks around a command with spaces.",
      hostsRefused(context),
    );
  },
};

export const hostsFieldsExtraExamples: RuleExamples = {
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
};
