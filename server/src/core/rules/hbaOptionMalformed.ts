import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaOptionMalformed: Rule = {
  id: "hba-option-malformed",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word after the method is not of the form `name=value`.",
  why: "Everything after the method is an option, split at its first `=` sign. There may be no blanks around the sign, and a value with blanks needs quotation marks.",
  instead: 'Write `name=value` without blanks, or `name="a value"`.',
  bad: [
    `
    local all all peer map = admins
    #                  ^^^
    #                      ^
    #                        ^^^^^^
    `,
    `
    hostssl all all all cert clientcert
    #                        ^^^^^^^^^^
    `,
    `
    local all all trust reject
    #                   ^^^^^^
    `,
  ],
  good: [
    `
    local all all peer map=admins
    local all all peer map="db admins"
    `,
  ],
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || !usableMethod(record, context)) return;
    for (const { token, name, value } of record.options) {
      if (name === "" && value !== undefined && record.options.some((option) => option.value === undefined))
        report(
          token.span,
          "Blanks around the = sign make words of their own: write name=value without blanks.",
        );
      if (value !== undefined) continue;
      const advice = authOption(name, context.serverVersion)
        ? `write ${name}=value without blanks`
        : "options are written name=value, with quotation marks around a value that holds blanks";
      report(
        token.span,
        `${shown(name)} follows the method but has no = sign, so the server refuses the file: ${advice}.`,
      );
    }
  },
};
