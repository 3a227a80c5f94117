import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hostsNameWildcard: Rule = {
  id: "hosts-name-wildcard",
  severity: "warning",
  serverEffect: null,
  summary: "A host name holds a wildcard or a slash, which mean nothing there.",
  why: "Names are compared letter by letter, apart from case: `*.example.com` and `/pattern/` match no client. Only `*` and `/no_sni/` mean something.",
  instead: "List the names, or use `*` for all names without a line of their own.",
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
  hosts({ hostNames, include }, _context, report) {
    if (include) return;
    for (const { text, span, isUnknown } of hostNames?.tokens ?? []) {
      if (isUnknown || text === "*" || text === "/no_sni/" || !/[*/]/.test(text)) continue;
      report(
        span,
        `Names know no patterns here, so no client ever asks for ${shown(text)}: list the names, or write * alone.`,
      );
    }
  },
};
