import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { captureGroups, regexProblem } from "../syntax/regex/regexProblem.ts";

export const identCaptureMissing: Rule = {
  id: "ident-capture-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The database user contains `\\1`, but the system user has no parentheses.",
  instead: "Put parentheses around the part of the system user that is the role's name.",
  ident({ systemUser, databaseUser }, { serverVersion }, report) {
    const [system, database] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    if (!system?.text.startsWith("/") || !database?.text.includes("\\1")) return;
    // From 16 on nothing is replaced in a membership check or a regular expression.
    if (
      serverVersion >= 16 &&
      (database.text.startsWith("/") || (!database.quoted && database.text.startsWith("+")))
    )
      return;
    const pattern = system.text.slice(1);
    if (regexProblem(pattern, serverVersion) || captureGroups(pattern, serverVersion) > 0) return;
    report(
      database.span,
      "\\1 needs a group; put parentheses around the part of the system user that is the role's name.",
      {
        detail:
          "The server refuses every user who matches, with “has no subexpressions as requested by backreference” in its log.",
      },
    );
  },
  fix(_finding, target) {
    const system = (target.record as IdentRecord).systemUser?.tokens[0];
    const parts = [...(system?.text.matchAll(/(?:\.|\[\[:\w+:\]\]|\[[^\][]+\])[*+]/g) ?? [])];
    const [part] = parts;
    if (!system || !part || parts.length > 1) return [];
    const written = writtenText(target).slice(system.span.start, system.span.end);
    const start = system.span.start + written.indexOf(part[0]);
    const span = { start, end: start + part[0].length };
    return [replaceText(target, `Put parentheses around ${part[0]}`, span, `(${part[0]})`)];
  },
};

export const identCaptureMissingPage: RulePage = {
  why: "The server replaces `\\1` by what the first parentheses of the regular expression matched. Without any the line loads, but every user who matches it is refused, with “has no subexpressions as requested by backreference” in the log.",
  bad: [
    `
    admins /^.*@example\\.com$ \\1
    #                         ^^
    `,
  ],
  fixed: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
};
