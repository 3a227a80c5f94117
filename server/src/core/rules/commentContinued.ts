import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const commentContinued: Rule = {
  id: "comment-continued",
  severity: "warning",
  serverEffect: null,
  summary: "A comment ends in a backslash and swallows the next line.",
  why: "Since PostgreSQL 14 a backslash at the very end of a line joins the next line to it before comments are looked for, so the next line is a comment, too.",
  instead: "Remove the backslash, or put something after it.",
  bad: [
    `
    # pgssl: version=14
    local all all peer # see C:\\etc\\
    host all all 127.0.0.1/32 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=13
    local all all peer # see C:\\etc\\
    host all all 127.0.0.1/32 scram-sha-256
    `,
  ],
  ...judgeAll(({ line }, _context, report) => {
    if (line.lineCount < 2 || !line.comment) return;
    const seam = line.text.indexOf("\n", line.comment.start);
    if (seam < 0 || seam >= line.comment.end) return;
    const swallowed = line.text.slice(seam + 1, line.comment.end);
    const start = seam + 1 + (swallowed.length - swallowed.trimStart().length);
    if (swallowed.trim() === "" || swallowed.trimStart().startsWith("#")) return;
    report(
      { start, end: seam + 1 + swallowed.trimEnd().length },
      "The comment above ends in a backslash, which makes this line a part of it: the server does not see it.",
      { tag: "unnecessary" },
    );
  }),
};
