import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hostsNameWildcard: Rule = {
  id: "hosts-name-wildcard",
  severity: "warning",
  serverEffect: null,
  summary: "A host name contains a wildcard or a slash, which have no meaning there.",
  instead: "List the names, or use `*` for all names without a line of their own.",
  hosts({ hostNames, include }, _context, report) {
    if (include) return;
    for (const { text, span, isUnknown } of hostNames?.tokens ?? []) {
      if (isUnknown || text === "*" || text === "/no_sni/" || !/[*/]/.test(text)) continue;
      report(
        span,
        `${shown(text)} matches no client, since patterns have no meaning here; list the names, or write only *.`,
      );
    }
  },
};

export const hostsNameWildcardPage: RulePage = {
  why: "The server compares names letter by letter, without regard to case: `*.example.com` and `/pattern/` match no client. Only `*` and `/no_sni/` have a meaning.",
  bad: [
    `
    *.example.com db.crt db.key
    #^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    * db.crt db.key
    `,
  ],
};
