import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const hostsColumnMissing: Rule = {
  id: "hosts-column-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line of pg_hosts.conf has no certificate or no key.",
  instead: "Write `HOSTNAME CERTIFICATE KEY`.",
  hosts(record, context, report) {
    const last = record.fields.at(-1);
    if (!last || record.key || record.include || !record.isComplete) return;
    const missing = record.certificate ? "key" : "certificate and no key";
    report(last.span, `The line has no ${missing}; write HOSTNAME CERTIFICATE KEY.`, hostsRefused(context));
  },
};

export const hostsColumnMissingPage: RulePage = {
  why: "Every line names hosts, their certificate and its key. With another line the server refuses its whole SSL configuration: it does not start, and a reload keeps the old one.",
  bad: [
    `
    db.example.com db.crt
    #              ^^^^^^
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key
    `,
  ],
};
