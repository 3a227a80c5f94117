import { checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";

export const quoteUnterminated: Rule = {
  id: "quote-unterminated",
  severity: "warning",
  serverEffect: null,
  summary: "A quotation mark is not closed.",
  instead: 'Close the quotation mark; double it (`""`) inside a quoted word.',
  ...checkAuthFiles(({ line }, _context, report) => {
    const last = line.fields.at(-1)?.tokens.at(-1);
    if (!last || line.comment) return;
    const { start, end } = last.span;
    let marks = 0;
    for (let at = line.text.indexOf('"', start); at >= 0 && at < end; at = line.text.indexOf('"', at + 1))
      marks++;
    if (marks % 2 === 1)
      report(
        last.span,
        "The quotation mark is not closed, so the word includes the rest of the line; close it.",
      );
  }),
  fix({ span }, target) {
    const word = writtenText(target).slice(span.start, span.end);
    const mark = word.lastIndexOf('"');
    const rest = word.slice(mark + 1);
    const at = span.start + mark;
    // A mark with nothing but blanks behind it closes a word that no other mark opened.
    if (/^(?:[\s,]|$)/.test(rest))
      return [replaceText(target, "Remove the quotation mark", { start: at, end: at + 1 }, "")];
    const end = at + 1 + rest.search(/[\s,]|$/);
    return [replaceText(target, "Close the quotation mark", { start: end, end }, '"')];
  },
};

export const quoteUnterminatedPage: RulePage = {
  why: "The word then continues to the end of the line, comments included. The server reports nothing about the quotation mark, only the fields that are missing then, if any.",
  bad: [
    `
    local all "alice peer
    #         ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    local all "alice" peer
    `,
  ],
  good: [
    `
    local "a""b" a"b c"d peer
    `,
  ],
};
