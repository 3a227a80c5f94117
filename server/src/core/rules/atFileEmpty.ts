import { checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { isReference } from "../syntax/authReference.ts";

export const atFileEmpty: Rule = {
  id: "at-file-empty",
  severity: "warning",
  serverEffect: null,
  summary: "A field consists of a file that has no words.",
  instead: "Add at least one name to the file, or write the field without it.",
  ...checkAuthFiles(({ line, fields, isComplete }, _context, report) => {
    if (fields === line.fields || !isComplete || fields.length === line.fields.length) return;
    for (const field of line.fields) {
      const token = field.tokens[0];
      if (!token || !isReference(token) || fields.some(({ span }) => span.start === field.span.start))
        continue;
      report(
        field.span,
        `${shown(token.text.slice(1))} has no words, so the fields after it move to the left; add a name.`,
        { detail: "The server drops an empty field: it reads the users as databases, and so on." },
      );
    }
  }),
};

export const atFileEmptyPage: RulePage = {
  why: "The server drops a field that is empty, so that the fields after it move one to the left: it reads the users as databases, and so on.",
  bad: [
    `
    -- pg_hba.conf --
    local @names all all peer
    #     ^^^^^^
    -- names --
    # nobody yet
    `,
  ],
  good: [
    `
    -- pg_hba.conf --
    local @names all peer
    -- names --
    one
    `,
  ],
};
