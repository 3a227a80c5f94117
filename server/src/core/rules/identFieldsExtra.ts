import type { Rule } from "../ruleKit/rule.ts";

export const identFieldsExtra: Rule = {
  id: "ident-fields-extra",
  severity: "warning",
  serverEffect: null,
  summary: "A line of pg_ident.conf has more than three columns.",
  why: "The server silently ignores what follows the third column; mostly a name with blanks lacks its quotation marks.",
  instead: "Remove the rest, or put quotation marks around a name with blanks.",
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
  ident({ fields, include }, _context, report) {
    const [first, last] = [fields[3], fields.at(-1)];
    if (!first || !last || include) return;
    report(
      { start: first.span.start, end: last.span.end },
      "The server ignores what follows the third column: remove it, or put quotation marks around a name with blanks.",
      { tag: "unnecessary" },
    );
  },
};
