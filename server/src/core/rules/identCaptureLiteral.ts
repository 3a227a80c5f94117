import type { Rule } from "../ruleKit/rule.ts";

export const identCaptureLiteral: Rule = {
  id: "ident-capture-literal",
  severity: "warning",
  serverEffect: null,
  summary: "The database user contains a back-reference that is not replaced.",
  why: "Only `\\1` is replaced, and only when the system user is a regular expression (starts with a slash). Anything else is taken as it is written.",
  instead: "Start the system user with a slash, and capture one part only.",
  bad: [
    `
    admins (.*)@example.com \\1
    #                       ^^
    `,
    `
    admins /^(.*)@(.*)$ \\2
    #                   ^^
    `,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
  ],
  ident({ systemUser, databaseUser }, { serverVersion }, report) {
    const [system, database] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    if (!system || !database?.text.includes("\\")) return;
    if (serverVersion >= 16 && database.text.startsWith("/")) return;
    const reference = /\\[1-9]/.exec(database.text)?.[0];
    if (!reference || (reference === "\\1" && system.text.startsWith("/"))) return;
    const reason =
      reference === "\\1"
        ? "the system user is no regular expression (no slash at its start)"
        : "only \\1 is replaced";
    report(database.span, `${reference} is taken as it is written, because ${reason}.`);
  },
};
