import { usableMethod } from "../cluster/access/usableMethod.ts";
import { piecesOfValues } from "../ruleKit/brokenValues.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, writtenToken } from "../ruleKit/textFix.ts";

export const hbaOptionDuplicate: Rule = {
  id: "hba-option-duplicate",
  severity: "warning",
  serverEffect: null,
  summary: "An option occurs more than once on a line.",
  instead: "Keep one of them.",
  hbaAccess(record, context, report) {
    const { options } = record;
    if (options.length < 2 || !usableMethod(record, context)) return;
    const pieces = piecesOfValues(options);
    const last = new Map(
      options.flatMap((option) => (option.value === undefined ? [] : [[option.name, option]])),
    );
    for (const option of options) {
      if (option.value === undefined || pieces.has(option) || last.get(option.name) === option) continue;
      report(
        option.token.span,
        "The option is repeated further right, and only the last one has an effect; remove one.",
        { detail: "The server silently uses the last one.", tag: "unnecessary" },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [removeWord(target, "Remove the option", token)] : [];
  },
};

export const hbaOptionDuplicatePage: RulePage = {
  why: "The server silently uses the last one; the others have no effect.",
  bad: [
    `
    local all all peer map=a map=b
    #                  ^^^^^
    `,
  ],
  fixed: [
    `
    local all all peer map=b
    `,
  ],
  good: [
    `
    local all all peer map=a
    `,
  ],
};
