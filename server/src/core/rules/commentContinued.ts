import { trimEndOf } from "../model/trimEndOf.ts";
import { checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";

export const commentContinued: Rule = {
  id: "comment-continued",
  severity: "warning",
  serverEffect: null,
  summary: "A comment ends in a backslash, so the next line is part of it.",
  instead: "Remove the backslash, or write something after it.",
  ...checkAuthFiles(({ line }, _context, report) => {
    if (line.lineCount < 2 || !line.comment) return;
    const seam = line.text.indexOf("\n", line.comment.start);
    if (seam < 0 || seam >= line.comment.end) return;
    const swallowed = line.text.slice(seam + 1, line.comment.end);
    const start = seam + 1 + (swallowed.length - swallowed.trimStart().length);
    if (swallowed.trim() === "" || swallowed.trimStart().startsWith("#")) return;
    report(
      { start, end: seam + 1 + swallowed.trimEnd().length },
      "The comment above ends in a backslash and includes this line; remove the backslash.",
      {
        tag: "unnecessary",
        detail: "The server reads this line as part of the comment, so it has no effect.",
      },
    );
  }),
  fix({ span }, target) {
    const above = writtenText(target).slice(0, span.start).trimEnd();
    const end = above.length;
    const start = trimEndOf(above, "\\").length;
    return start < end
      ? [replaceText(target, "Remove the backslash, so that this line has an effect", { start, end }, "")]
      : [];
  },
};

export const commentContinuedPage: RulePage = {
  why: "Since PostgreSQL 14 a backslash at the very end of a line joins the next line to it before the server looks for comments, so the next line is part of the comment and has no effect.",
  bad: [
    `
    # pgssl: version=14
    local all all peer # see C:\\etc\\
    host all all 127.0.0.1/32 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=14
    local all all peer # see C:\\etc
    host all all 127.0.0.1/32 trust
    `,
  ],
  good: [
    `
    # pgssl: version=13
    local all all peer # see C:\\etc\\
    host all all 127.0.0.1/32 scram-sha-256
    `,
  ],
};
