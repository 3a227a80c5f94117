import { hostsDetails } from "../ruleKit/hostsFileUse.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hostsNameMixed: Rule = {
  id: "hosts-name-mixed",
  severity: "error",
  serverEffect: "line-error",
  summary: "`*` or `/no_sni/` stands in a list of host names.",
  why: "`*` (every name without a line of its own) and `/no_sni/` (clients that send no name) stand alone, quotation marks or not; the server refuses the file otherwise.",
  instead: "Give each a line of its own.",
  bad: [
    `
    db.example.com,* db.crt db.key
    #              ^
    `,
  ],
  good: [
    `
    db.example.com db.crt db.key
    * other.crt other.key
    /no_sni/ other.crt other.key
    `,
  ],
  hosts({ hostNames }, context, report) {
    if (!hostNames || hostNames.tokens.length < 2) return;
    for (const { text, span } of hostNames.tokens)
      if (text === "*" || text === "/no_sni/")
        report(
          span,
          `${text} stands alone or not at all, so the server refuses the file: give it a line of its own.`,
          hostsDetails(context),
        );
  },
};
