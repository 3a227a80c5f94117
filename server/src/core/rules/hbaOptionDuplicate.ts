import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { removeWord, writtenToken } from "../ruleKit/textFix.ts";

export const hbaOptionDuplicate: Rule = {
  id: "hba-option-duplicate",
  severity: "warning",
  serverEffect: null,
  summary: "An option stands twice on a line.",
  why: "The server takes the last one without a word; the first has no effect.",
  instead: "Keep one.",
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
  hbaAccess(record, context, report) {
    const { options } = record;
    if (options.length < 2 || !usableMethod(record, context)) return;
    for (const [index, option] of options.entries()) {
      if (option.value === undefined) continue;
      if (!options.some((later, at) => at > index && later.name === option.name && later.value !== undefined))
        continue;
      report(
        option.token.span,
        `${option.name} stands again further right, and only the last one counts: remove one of them.`,
        { tag: "unnecessary" },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [removeWord(target, "Remove the option", token)] : [];
  },
};
