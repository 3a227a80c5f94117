import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import { meantBoolean } from "../ruleKit/meantBoolean.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

export const hostsReloadFlagInvalid: Rule = {
  id: "hosts-reload-flag-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The sixth field of pg_hosts.conf is not a Boolean.",
  instead: "Write `on` or `off`, or leave the field out.",
  hosts({ reloadFlag }, context, report) {
    const token = reloadFlag?.tokens[0];
    if (!token || (reloadFlag.tokens.length === 1 && readBoolean(token.text) !== undefined)) return;
    report(
      reloadFlag.span,
      reloadFlag.tokens.length > 1
        ? "The sixth field is one Boolean, not a list; write on or off."
        : `The sixth field must be on or off, not ${shown(token.text)}.`,
      hostsRefused(context),
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const meant = meantBoolean(token.text);
    return [
      meant === undefined
        ? removeWord(target, "Remove the field, which means off", token)
        : replaceText(target, `Change to ${meant}`, token.span, meant),
    ];
  },
};

export const hostsReloadFlagInvalidPage: RulePage = {
  why: "It decides whether the passphrase command may run again at a reload. The server refuses the file when it cannot read the field: it does not start, and a reload keeps the old SSL configuration.",
  bad: [
    `
    db.example.com db.crt db.key ca.crt "echo secret" maybe
    #                                                 ^^^^^
    `,
  ],
  fixed: [
    `
    db.example.com db.crt db.key ca.crt "echo secret"
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key ca.crt "echo secret" on
    `,
  ],
};
