import { type ForeignReference, foreignReference, withOwnReference } from "../ruleKit/captureReferences.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { writeAuth } from "../syntax/quote.ts";

export const identCaptureLiteral: Rule = {
  id: "ident-capture-literal",
  severity: "warning",
  serverEffect: null,
  summary: "The database user contains a back-reference that is not replaced.",
  instead: "Start the system user with a slash, and capture only one part.",
  ident({ systemUser, databaseUser }, { serverVersion }, report) {
    const [system, database] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    if (!system || !database || (serverVersion >= 16 && database.text.startsWith("/"))) return;
    const foreign = system.text.startsWith("/") ? foreignReference(database.text) : undefined;
    if (foreign) {
      report(database.span, messageOf(foreign), {
        detail:
          "The server replaces the first \\1 alone, and takes anything else as a part of the role's name.",
      });
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
    const own = token && withOwnReference(token.text);
    if (own !== undefined) {
      const text = writeAuth(own);
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

/** What is wrong with a reference, and the way out. */
function messageOf({ written, kind }: ForeignReference): string {
  const word = shown(written);
  if (kind === "first") return `${word} is plain text here; write \\1 for what the pattern captures.`;
  if (kind === "whole")
    return `${word} is plain text here; put parentheses around the part of the pattern to use, and write \\1.`;
  if (kind === "function")
    return `${word} is plain text here, as nothing changes what is captured; write \\1.`;
  if (kind === "again") return "Only the first \\1 is replaced; capture the role's name in one part.";
  return `${written} is not replaced; only \\1 is, so capture one part of the system user.`;
}

export const identCaptureLiteralPage: RulePage = {
  why: "The server replaces only `\\1`, and only where the system user is a regular expression (starts with a slash). Anything else is part of the role's name.",
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
    admins /^(.*)@example\\.net$ {1}
    #                           ^^^
    admins /^(.*)@example\\.edu$ lower(\\1)
    #                           ^^^^^^^^^
    `,
    `
    admins /^(.*)@(.*)$ \\1.\\2
    #                   ^^^^^
    admins /^(.*)@example\\.com$ \\0
    #                           ^^
    admins /^(.*)@example\\.org$ &
    #                           ^
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
    admins /^(.*)@example\\.net$ \\1
    admins /^(.*)@example\\.edu$ \\1
    `,
    null,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
};
