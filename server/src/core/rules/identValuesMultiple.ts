import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeComma, replaceText, writtenText } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";

export const identValuesMultiple: Rule = {
  id: "ident-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A field of pg_ident.conf has several values, separated by commas.",
  instead: "Write one line for each pair of users.",
  ident({ map, systemUser, databaseUser }, _context, report) {
    for (const field of [map, systemUser, databaseUser])
      if (field && field.tokens.length > 1)
        report(
          field.span,
          isOneName(field)
            ? "The comma makes several values of this name; put it in double quotes."
            : "pg_ident.conf has no lists; write one line for each pair of users.",
          {
            refusal: mapsUnused("multiple values in ident field"),
          },
        );
  },
  fix({ span }, target) {
    const { map, systemUser, databaseUser } = target.record as IdentRecord;
    if (systemUser?.span.start === span.start && isOneName(systemUser)) {
      const name = writtenText(target)
        .slice(span.start, span.end)
        .replace(/,[ \t]+/g, ",");
      return name.includes('"')
        ? []
        : [replaceText(target, "Put the name in double quotes", span, `"${name}"`)];
    }
    if (!map || !systemUser || !databaseUser) return removeComma(target, span);
    const text = writtenText(target).slice(map.span.start, databaseUser.span.end);
    const columns = [map, systemUser, databaseUser].map(({ tokens }) =>
      tokens.map(({ span: at }) => writtenText(target).slice(at.start, at.end)),
    );
    const lines = columns.reduce(
      (before, words) => before.flatMap((one) => words.map((word) => `${one} ${word}`)),
      [""],
    );
    if (lines.length > maxPairs || /[\r\n]/.test(text) || text.includes("@")) return [];
    const written = lines.map((line) => line.trimStart()).join("\n");
    const whole = { start: map.span.start, end: databaseUser.span.end };
    return [replaceText(target, "Write one line for each pair of users", whole, written)];
  },
};

export const identValuesMultiplePage: RulePage = {
  why: "This file has no lists. With one bad line the server logs “multiple values in ident field” and uses no map of the file, although it starts; a reload keeps the old maps.",
  bad: [
    `
    admins alice,bob postgres
    #      ^^^^^^^^^
    `,
    `
    admins CN=alice, OU=IT alice
    #      ^^^^^^^^^^^^^^^
    admins /^CN=(.*),OU=IT$ \\1
    #      ^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    admins alice postgres
    admins bob postgres
    `,
    `
    admins "CN=alice,OU=IT" alice
    admins "/^CN=(.*),OU=IT$" \\1
    `,
  ],
  good: [
    `
    admins alice postgres
    admins bob postgres
    `,
  ],
};

/** Lines that a fix writes at the most. */
const maxPairs = 50;

/** Whether the values are the parts of one name with commas: a distinguished name, or a regular expression. */
function isOneName({ tokens }: AuthField): boolean {
  if (tokens.some(({ quoted }) => quoted)) return false;
  return tokens[0]?.text.startsWith("/") || tokens.every(({ text }) => /^[A-Za-z]+=/.test(text));
}
