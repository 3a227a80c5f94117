import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";
import type { HostsRecord } from "../syntax/hosts/hostsRecord.ts";
import { quoteAuth } from "../syntax/quote.ts";

export const hostsFieldsExtra: Rule = {
  id: "hosts-fields-extra",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_hosts.conf has more than six fields.",
  instead: "Put quotation marks around the passphrase command.",
  hosts({ fields }, context, report) {
    const [first, last] = [fields[6], fields.at(-1)];
    if (!first || !last) return;
    report(
      { start: first.span.start, end: last.span.end },
      "A line has at most six fields; put quotation marks around a command with blanks.",
      hostsRefused(context),
    );
  },
  fix(_finding, target) {
    const { fields } = target.record as HostsRecord;
    const last = fields.at(-1)?.tokens[0]?.text ?? "";
    const command = fields.slice(4, readBoolean(last) === undefined ? undefined : -1);
    const [first, end] = [command[0]?.span.start, command.at(-1)?.span.end];
    if (first === undefined || end === undefined) return [];
    const written = writtenText(target).slice(first, end);
    return /["\r\n]/.test(written)
      ? []
      : [
          replaceText(
            target,
            "Put quotation marks around the command",
            { start: first, end },
            quoteAuth(written),
          ),
        ];
  },
};

export const hostsFieldsExtraPage: RulePage = {
  why: "The server refuses the file: it does not start, and a reload keeps the old SSL configuration. Mostly a command with blanks has no quotation marks.",
  bad: [
    `
    db.example.com db.crt db.key ca.crt /usr/bin/pass %p on off
    #                                                    ^^^^^^
    `,
  ],
  fixed: [
    `
    db.example.com db.crt db.key ca.crt "/usr/bin/pass %p on" off
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key ca.crt "/usr/bin/pass %p" on
    `,
  ],
};
