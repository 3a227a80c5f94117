import { configurationRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confByteOrderMark: Rule = {
  id: "conf-byte-order-mark",
  severity: "error",
  serverEffect: "line-error",
  summary: "The file starts with a byte-order mark.",
  instead: "Save the file as UTF-8 without a byte-order mark.",
  conf({ name }, _, report) {
    if (!name?.text.startsWith("\ufeff")) return;
    const isAlone = name.text === "\ufeff";
    const where = isAlone ? "precedes this line" : "is part of this name";
    report(name.span, `A byte-order mark ${where}; save the file without it.`, {
      detail: "Most editors do not show the mark.",
      refusal: configurationRefused(isAlone ? undefined : "unrecognized configuration parameter"),
    });
  },
  fix({ span }, target) {
    return [
      replaceText(
        target,
        "Remove the byte-order mark",
        { start: span.start, end: span.start + 1 },
        "",
        "safe",
      ),
    ];
  },
};

export const confByteOrderMarkPage: RulePage = {
  why: "The server reads the mark, which most editors do not show, as a letter: it becomes part of the first name (“unrecognized configuration parameter”), or a name without a value where the first line is a comment (“syntax error in file”). Either way the server refuses the whole file.",
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
};
