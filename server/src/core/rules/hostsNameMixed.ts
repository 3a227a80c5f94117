import { trimEndOf } from "../model/trimEndOf.ts";
import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, writtenText, writtenToken } from "../ruleKit/textFix.ts";
import type { HostsRecord } from "../syntax/hosts/hostsRecord.ts";

export const hostsNameMixed: Rule = {
  id: "hosts-name-mixed",
  severity: "error",
  serverEffect: "line-error",
  summary: "A list of host names contains `*` or `/no_sni/`.",
  instead: "Give each a line of its own.",
  hosts({ hostNames }, context, report) {
    if (!hostNames || hostNames.tokens.length < 2) return;
    for (const { text, span } of hostNames.tokens)
      if (text === "*" || text === "/no_sni/")
        report(
          span,
          `${text} cannot be in a list of host names; give it a line of its own.`,
          hostsRefused(context),
        );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const { certificate, fields } = target.record as HostsRecord;
    const rest = certificate && [certificate.span.start, fields.at(-1)?.span.end ?? 0];
    if (!token || !rest) return [];
    const text = writtenText(target);
    const end = trimEndOf(text, "\r\n").length;
    const { edits = [] } = removeWord(target, "", token);
    const line = `\n${token.text} ${text.slice(...rest)}`;
    return [
      {
        title: `Give ${token.text} a line of its own`,
        edits: [...edits, { place: target.place({ start: end, end }), newText: line }],
      },
    ];
  },
};

export const hostsNameMixedPage: RulePage = {
  why: "`*` (every name without a line of its own) and `/no_sni/` (clients that send no name) must be the only name of their line, with or without quotation marks; otherwise the server refuses the file: it does not start, and a reload keeps the old SSL configuration.",
  bad: [
    `
    db.example.com,* db.crt db.key
    #              ^
    `,
  ],
  fixed: [
    `
    db.example.com db.crt db.key
    * db.crt db.key
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key
    * other.crt other.key
    /no_sni/ other.crt other.key
    `,
  ],
};
