import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, writtenToken } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";

export const hbaOptionMethod: Rule = {
  id: "hba-option-method",
  severity: "error",
  serverEffect: "line-error",
  summary: "An option belongs to another authentication method.",
  instead: "Remove the option, or change the method.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0) return;
    const method = usableMethod(record, context);
    if (!method) return;
    for (const { name, value, token } of record.options) {
      if (value === undefined) continue;
      const methods = authOption(name, context.serverVersion)?.methods;
      if (!methods || methods.includes(method.name)) continue;
      report(
        token.span,
        `The option ${shown(name)} does not work with ${method.name}; remove it, or change the method.`,
        {
          detail: `The option is for ${listed(methods, "and")}.`,
          refusal: fileRefused("is only valid for authentication methods"),
        },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [removeWord(target, "Remove the option", token)] : [];
  },
};

export const hbaOptionMethodPage: RulePage = {
  why: "Most options have a meaning for certain methods only. After another method, the server refuses the whole file, with “is only valid for authentication methods …” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    hostssl all all all scram-sha-256 map=admins
    #                                 ^^^^^^^^^^
    `,
    `
    local all all peer ldaptls=1
    #                  ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all all scram-sha-256
    `,
    `
    local all all peer
    `,
  ],
  good: [
    `
    hostssl all all all cert map=admins
    `,
  ],
};
