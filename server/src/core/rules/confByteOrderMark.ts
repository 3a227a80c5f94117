import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confByteOrderMark: Rule = {
  id: "conf-byte-order-mark",
  severity: "error",
  serverEffect: "line-error",
  summary: "The file starts with a byte order mark.",
  why: "The server takes the mark, which no editor shows, for letters: it becomes part of the first name, or a name without a value where the first line is a comment. Either way the server refuses the whole file.",
  instead: "Save the file as UTF-8 without a byte order mark.",
  bad: [
    `
    -- postgresql.conf --
    \ufeffssl = off
    #^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = off
    `,
  ],
  good: [
    `
    ssl = off
    `,
  ],
  conf({ name }, _, report) {
    if (!name?.text.startsWith("\ufeff")) return;
    report(
      name.span,
      "A byte order mark, which is not visible, stands before this and counts as a letter. The server refuses the whole file; save it without the mark.",
    );
  },
  fix({ span }, target) {
    return [replaceText(target, "Remove the mark", { start: span.start, end: span.start + 1 }, "", "safe")];
  },
};
