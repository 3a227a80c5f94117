import type { AuthContext } from "../cluster/context.ts";
import { authOption } from "../data/authOptions.ts";
import { piecesOfValues } from "../ruleKit/brokenValues.ts";
import { brokenWords } from "../ruleKit/brokenWords.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { hasOptions } from "../ruleKit/meantMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { HbaAccess } from "../syntax/hba/hbaRecord.ts";
import { writeAuth } from "../syntax/quote.ts";

export const hbaOptionMalformed: Rule = {
  id: "hba-option-malformed",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word after the method does not have the form `name=value`.",
  instead: 'Write `name=value` without blanks, or `name="a value"`.',
  hbaAccess(record, context, report) {
    if (!hasOptions(record, context)) return;
    const refusal = fileRefused("authentication option not in name=value format");
    for (const { kind, span, option, words } of brokenIn(record, context)) {
      const message = option
        ? `Blanks split the option ${shownOption(option.name, context)}; write name=value without blanks.`
        : kind === "comment"
          ? "A comment starts with #, not with these characters; write #."
          : words.length === 1 && authOption(words[0]?.name ?? "", context.serverVersion)
            ? `The option ${shown(words[0]?.name ?? "")} has no value; write name=value without blanks.`
            : // Another word is not quoted: it may be a part of a password.
              `${words.length === 1 ? "This word is not an option" : "These words are not options"}; write name=value, with quotes around a value that has blanks.`;
      report(span, message, { refusal });
    }
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const broken = brokenIn(target.record, target.context).find((one) => one.span.start === span.start);
    if (!broken || broken.words.some(({ token }) => token.file !== undefined)) return [];
    const { option, kind } = broken;
    if (option)
      return [replaceText(target, "Join the option", span, writeAuth(`${option.name}=${option.value}`))];
    if (kind !== "comment") return [];
    const sign = /^(--|\/\/|\/\*|;)+/.exec(broken.words[0]?.name ?? "")?.[0] ?? "";
    const start = { start: span.start, end: span.start + sign.length };
    return [replaceText(target, "Make it a comment", start, "#")];
  },
};

export const hbaOptionMalformedPage: RulePage = {
  why: "Everything after the method is an option, split at its first `=` sign. Blanks around the sign are not allowed, and a value with blanks needs quotation marks. Otherwise the server refuses the whole file, with “authentication option not in name=value format” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    local all all peer map = admins
    #                  ^^^^^^^^^^^^ one finding
    `,
    `
    hostssl all all all scram-sha-256 clientcert verify-full
    #                                 ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256 -- the office
    #                                     ^^^^^^^^^^^^^
    `,
    `
    hostssl all all all cert clientcert
    #                        ^^^^^^^^^^
    `,
    `
    local all all trust reject
    #                   ^^^^^^
    `,
  ],
  fixed: [
    `
    local all all peer map=admins
    `,
    `
    hostssl all all all scram-sha-256 clientcert=verify-full
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256 # the office
    `,
  ],
  good: [
    `
    local all all peer map=admins
    local all all peer map="db admins"
    `,
  ],
};

/** The name of an option that exists; any other word may be a part of a password. */
function shownOption(name: string, { serverVersion }: AuthContext): string {
  return authOption(name, serverVersion) ? shown(name) : "here";
}

/** The broken words but for those that another rule takes together as one value. */
function brokenIn({ options }: HbaAccess, { serverVersion }: AuthContext) {
  const pieces = piecesOfValues(options);
  return brokenWords(
    options.filter((option) => !pieces.has(option)),
    serverVersion,
  );
}
