import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const identFieldsExtra: Rule = {
  id: "ident-fields-extra",
  severity: "warning",
  serverEffect: null,
  summary: "A line of pg_ident.conf has more than three fields.",
  why: "The server ignores what follows the third field, without a word in its log. Mostly a name with spaces has no quotation marks.",
  instead: "Remove the rest, or put quotation marks around a name with spaces.",
  ident({ fields, include }, _context, report) {
    const [first, last] = [fields[3], fields.at(-1)];
    if (!first || !last || include) return;
    report(
      { start: first.span.start, end: last.span.end },
      "The server ignores what follows the third field; remove it, or quote a name with spaces.",
      { tag: "unnecessary" },
    );
  },
};

export const identFieldsExtraExamples: RuleExamples = {
  bad: [
    `
    admins Alice Doe alice
    #                ^^^^^
    `,
  ],
  good: [
    `
    admins "Alice Doe" alice
    `,
  ],
};
