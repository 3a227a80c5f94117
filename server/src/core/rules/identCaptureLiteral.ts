import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { writeAuth } from "../syntax/quote.ts";

export const identCaptureLiteral: Rule = {
  id: "ident-capture-literal",
  severity: "warning",
  serverEffect: null,
  summary: "The database user contains a back-reference that is not replaced.",
  why: "The server replaces only `\\1`, and only where the system user is a regular expression (starts with a slash). Anything else is part of the role's name.",
  instead: "Start the system user with a slash, and capture only one part.",
  ident({ systemUser, databaseUser }, { serverVersion }, report) {
    const [system, database] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    if (!system || !database || (serverVersion >= 16 && database.text.startsWith("/"))) return;
    const foreign = system.text.startsWith("/") && foreignReference.exec(database.text)?.[0];
    if (foreign) {
      report(
        database.span,
        `${shown(foreign)} is plain text here; write \\1 for what the pattern captures.`,
        {
          detail: "The server replaces \\1 alone, and takes anything else as a part of the role's name.",
        },
      );
      return;
    }
    const reference = /\\[1-9]/.exec(database.text)?.[0];
    if (!reference || (reference === "\\1" && system.text.startsWith("/"))) return;
    const advice =
      reference === "\\1"
        ? "start the system user with a slash, which makes it a regular expression"
        : "only \\1 is, so capture one part of the system user";
    report(database.span, `${reference} is not replaced; ${advice}.`, {
      detail: "The server uses the database user literally, as the name of a role with a backslash in it.",
    });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (token && foreignReference.test(token.text)) {
      const text = writeAuth(token.text.replace(foreignReference, "\\1"));
      return [replaceText(target, `Change to ${text}`, span, text)];
    }
    const { systemUser, databaseUser } = target.record as IdentRecord;
    const system = systemUser?.tokens[0];
    if (!system || system.quoted || !/^\^?[\w@.()*+-]+\$?$/.test(system.text) || !system.text.includes("("))
      return [];
    if (!databaseUser?.tokens[0]?.text.includes("\\1") || system.text.startsWith("/")) return [];
    const inner = system.text.replace(/^\^|\$$/g, "").replace(/\.(?![*+?])/g, "\\.");
    const meant = `/^${inner}$`;
    return [replaceText(target, `Change the system user to ${meant}`, system.span, meant)];
  },
};

/** How other languages write the first part that a pattern captures. */
const foreignReference = /\$(?:1(?!\d)|\{1\})|%1(?!\d)|\\g(?:<1>|\{1\})|\\\\1/;

export const identCaptureLiteralExamples: RuleExamples = {
  bad: [
    `
    admins (.*)@example.com \\1
    #                       ^^
    `,
    `
    admins /^(.*)@(.*)$ \\2
    #                   ^^
    `,
    `
    admins /^(.*)@example\\.com$ $1
    #                           ^^
    admins /^(.*)@example\\.org$ \\\\1
    #                           ^^^
    `,
  ],
  fixed: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
    null,
    `
    admins /^(.*)@example\\.com$ \\1
    admins /^(.*)@example\\.org$ \\1
    `,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
};
