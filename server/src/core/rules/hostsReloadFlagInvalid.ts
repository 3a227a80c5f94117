import { hostsDetails } from "../ruleKit/hostsFileUse.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

export const hostsReloadFlagInvalid: Rule = {
  id: "hosts-reload-flag-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The sixth column of pg_hosts.conf is not a Boolean.",
  why: "It tells whether the passphrase command may run again on a reload; the server refuses the file when it cannot read it.",
  instead: "Write `on` or `off`, or leave the column out.",
  bad: [
    `
    db.example.com db.crt db.key ca.crt "echo secret" maybe
    #                                                 ^^^^^
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key ca.crt "echo secret" on
    `,
  ],
  hosts({ reloadFlag }, context, report) {
    const token = reloadFlag?.tokens[0];
    if (!token || (reloadFlag.tokens.length === 1 && readBoolean(token.text) !== undefined)) return;
    report(
      reloadFlag.span,
      `${shown(token.text)} is not one Boolean, so the server refuses the file: write on or off.`,
      hostsDetails(context),
    );
  },
};
