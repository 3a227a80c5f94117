import type { Fix } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { type FixedRecord, removeRecord, replaceText, writtenText } from "../ruleKit/textFix.ts";

/** Found by `features/diagnose.ts`, which knows what every other rule reported. */
export const suppressionUnused: Rule = {
  id: "suppression-unused",
  severity: "hint",
  serverEffect: null,
  summary: "A comment suppresses a rule that reports nothing there.",
  instead: "Remove the rule's name from the comment, or the comment.",
  hba: () => {},
  fix: ({ span }, target) => [shortenComment(span, target)],
};

/** Takes the name of a rule out of a comment, or the comment away. */
export function shortenComment(span: Span, target: FixedRecord): Fix {
  const text = writtenText(target);
  const others = text.slice(0, span.start).replace(/^\s*#\s*pgssl-[\w-]+/, "") + text.slice(span.end);
  if (/^[\s,]*$/.test(others)) return removeRecord(target, "Remove the comment");
  const end = span.end + (/^,/.exec(text.slice(span.end))?.[0].length ?? 0);
  const start = trimEndOf(text.slice(0, span.start), " \t").length;
  return replaceText(target, "Remove the rule's name", { start, end }, "");
}

export const suppressionUnusedPage: RulePage = {
  why: "A suppression that is no longer needed hides the next real finding of the same rule.",
  bad: [
    `
    # pgssl-disable-next-line hba-method-unknown
    #                         ^^^^^^^^^^^^^^^^^^
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  fixed: [
    `
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
