import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { piecesOfValues } from "../ruleKit/brokenValues.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaOptionMalformed: Rule = {
  id: "hba-option-malformed",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word after the method does not have the form `name=value`.",
  why: "Everything after the method is an option, split at its first `=` sign. Blanks around the sign are not allowed, and a value with blanks needs quotation marks. Otherwise the server refuses the whole file, with “authentication option not in name=value format” in its log: it does not start, and a reload keeps the old records.",
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
    const detail = fileRefused("authentication option not in name=value format");
    const pieces = piecesOfValues(record.options);
    const hasBareWord = record.options.some(({ value }) => value === undefined);
    for (const option of record.options) {
      const { token, name, value } = option;
      if (pieces.has(option)) continue;
      if (name === "" && value !== undefined && hasBareWord)
        report(token.span, "Blanks around the = sign split the option: write name=value without blanks.", {
          detail,
        });
      if (value !== undefined) continue;
      report(
        token.span,
        // Another word is not quoted: it may be a part of a password.
        authOption(name, context.serverVersion)
          ? `The option ${shown(name)} has no value: write name=value without blanks.`
          : "This word is not an option: write name=value, with quotes around a value that has blanks.",
        { detail },
      );
    }
  },
};
