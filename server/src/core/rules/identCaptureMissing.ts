import type { Rule } from "../ruleKit/rule.ts";
import { captureGroups, regexProblem } from "../syntax/regex/regexProblem.ts";

export const identCaptureMissing: Rule = {
  id: "ident-capture-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The database user contains `\\1`, but the system user captures nothing.",
  why: "`\\1` is replaced by what the first parentheses of the regular expression matched. Without any, the line loads, and every user who matches it is refused.",
  instead: "Put parentheses around the part of the system user that is the role's name.",
  bad: [
    `
    admins /^.*@example\\.com$ \\1
    #                         ^^
    `,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
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
      "\\1 stands for the first parentheses of the system user, which has none, so every user who matches is refused: add parentheses.",
    );
  },
};
