import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const quoteUnterminated: Rule = {
  id: "quote-unterminated",
  severity: "warning",
  serverEffect: null,
  summary: "A quotation mark is not closed.",
  why: "The word then goes on to the end of the line, comments included. The server says nothing about it, only about the columns that are missing after it, if any.",
  instead: 'Close the quotation mark; double it (`""`) inside a quoted word.',
  bad: [
    `
    local all "alice peer
    #         ^^^^^^^^^^^
    `,
  ],
  good: [
    `
    local "a""b" a"b c"d peer
    `,
  ],
  ...judgeAll(({ line }, _context, report) => {
    const last = line.fields.at(-1)?.tokens.at(-1);
    if (!last || line.comment) return;
    const { start, end } = last.span;
    let marks = 0;
    for (let at = line.text.indexOf('"', start); at >= 0 && at < end; at = line.text.indexOf('"', at + 1))
      marks++;
    if (marks % 2 === 1)
      report(
        last.span,
        "The quotation mark is not closed, so the word goes on to the end of the line: close it.",
      );
  }),
};
