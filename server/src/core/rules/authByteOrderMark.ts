import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";

export const authByteOrderMark: Rule = {
  id: "auth-byte-order-mark",
  severity: "warning",
  serverEffect: null,
  summary: "The file starts with a byte-order mark, which becomes part of its first word.",
  instead: "Save the file as UTF-8 without a byte-order mark.",
  ident: ({ fields }, _context, report) => {
    const first = fields[0];
    if (first?.tokens[0]?.text.startsWith("\ufeff"))
      report(first.span, "A byte-order mark is part of this map name; save the file without it.");
  },
  hosts: ({ fields }, _context, report) => {
    const first = fields[0];
    if (first?.tokens[0]?.text.startsWith("\ufeff"))
      report(first.span, "A byte-order mark is part of this host name; save the file without it.");
  },
  fix: (_finding, target) =>
    writtenText(target).startsWith("\ufeff")
      ? [replaceText(target, "Remove the byte-order mark", { start: 0, end: 1 }, "")]
      : [],
};

export const authByteOrderMarkPage: RulePage = {
  why: "The server does not recognize byte-order marks, which most editors do not show: the mark is part of the name of the first map or host, which nothing matches then.",
  bad: [
    `
    \ufeffadmins alice postgres
    #^^^^^^
    `,
  ],
  fixed: [
    `
    admins alice postgres
    `,
  ],
  good: [
    `
    admins alice postgres
    `,
  ],
};
