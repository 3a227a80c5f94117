import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { quoteAuth } from "../syntax/quote.ts";

export const identFieldsExtra: Rule = {
  id: "ident-fields-extra",
  severity: "warning",
  serverEffect: null,
  summary: "A line of pg_ident.conf has more than three fields.",
  instead: "Remove the rest, or put quotation marks around a name with blanks.",
  ident({ fields, include }, _context, report) {
    const [first, last] = [fields[3], fields.at(-1)];
    if (!first || !last || include) return;
    report(
      { start: first.span.start, end: last.span.end },
      "The server ignores what follows the third field; remove it, or quote a name with blanks.",
      { tag: "unnecessary" },
    );
  },
  fix({ span }, target) {
    const text = writtenText(target);
    const { fields } = target.record as IdentRecord;
    const last = fields.at(-1);
    const start = fields[1]?.span.start;
    const end = fields.at(-2)?.span.end;
    if (!last || start === undefined || end === undefined) return [];
    const name = text.slice(start, end);
    const quote = replaceText(
      target,
      "Put quotation marks around the system user",
      { start, end },
      quoteAuth(name),
    );
    const rest = { start: text.slice(0, span.start).trimEnd().length, end: span.end };
    const remove = replaceText(target, "Remove what the server ignores", rest, "");
    const isOption = text.slice(span.start, span.end).includes("=");
    return !isOption && /^[\p{L}\d.'-]+(?: [\p{L}\d.'-]+)+$/u.test(name) ? [quote, remove] : [remove];
  },
};

export const identFieldsExtraPage: RulePage = {
  why: "The server ignores what follows the third field, without a word in its log. Mostly a name with blanks has no quotation marks.",
  bad: [
    `
    admins Alice Doe alice
    #                ^^^^^
    `,
  ],
  fixed: [
    `
    admins "Alice Doe" alice
    `,
  ],
  good: [
    `
    admins "Alice Doe" alice
    `,
  ],
};
