import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

/** Found by `features/diagnose.ts`, which knows what every other rule reported. */
export const suppressionUnused: Rule = {
  id: "suppression-unused",
  severity: "hint",
  serverEffect: null,
  summary: "A comment suppresses a rule that reports nothing there.",
  why: "A suppression that is no longer needed hides the next real finding of the same rule.",
  instead: "Remove the rule's name from the comment, or the comment.",
  hba: () => {},
};

export const suppressionUnusedExamples: RuleExamples = {
  bad: [
    `
    # pgssl-disable-next-line hba-method-unknown
    #                         ^^^^^^^^^^^^^^^^^^
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
    # pgssl-disable-next-line hba-method-unknown
    host all all 10.0.0.0/8 scram
    `,
  ],
};
