import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { isReference } from "../syntax/authReference.ts";

export const atFileEmpty: Rule = {
  id: "at-file-empty",
  severity: "warning",
  serverEffect: null,
  summary: "A column consists of a file that holds no words.",
  why: "The server drops a column that comes out empty, and the columns to its right move one to the left: the users are read as databases, and so on.",
  instead: "Put at least one name into the file, or write the column out.",
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
  ...judgeAll(({ line, fields, isComplete }, _context, report) => {
    if (fields === line.fields || !isComplete || fields.length === line.fields.length) return;
    for (const field of line.fields) {
      const token = field.tokens[0];
      if (!token || !isReference(token) || fields.some(({ span }) => span.start === field.span.start))
        continue;
      report(
        field.span,
        `${shown(token.text.slice(1))} holds no words, so the server drops this column and moves the ones to its right to the left.`,
      );
    }
  }),
};
