import { authOption } from "../data/authOptions.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { hasOptions, isWithoutTls } from "../ruleKit/meantMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaOptionType: Rule = {
  id: "hba-option-type",
  severity: "error",
  serverEffect: "line-error",
  summary: "`clientcert` or `clientname` is on a line that is not `hostssl`.",
  instead: "Change `host` to `hostssl`, or remove the option.",
  hbaAccess(record, context, report) {
    if (!isWithoutTls(record) || !hasOptions(record, context)) return;
    for (const { name, value, token } of record.options) {
      if (value === undefined || !authOption(name, context.serverVersion)?.onlyHostssl) continue;
      report(
        token.span,
        `The option ${name} works only on hostssl lines; use hostssl, or remove the option.`,
        {
          detail: "Clients show a certificate only inside TLS.",
          refusal: fileRefused('can only be configured for "hostssl" rows'),
        },
      );
    }
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const { type } = target.record;
    const option = writtenToken(target, span);
    const typeToken = type?.tokens[0] && writtenToken(target, type.tokens[0].span);
    const fixes = [];
    if (typeToken?.text === "host")
      fixes.push(replaceText(target, "Change host to hostssl", typeToken.span, "hostssl"));
    if (option) fixes.push(removeWord(target, "Remove the option", option));
    return fixes;
  },
};

export const hbaOptionTypePage: RulePage = {
  why: 'Clients show a certificate only inside TLS, so the server accepts these options only on `hostssl` lines, whatever their value. Otherwise it refuses the whole file, with “can only be configured for "hostssl" rows” in its log: it does not start, and a reload keeps the old records.',
  bad: [
    `
    host all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca
    #                                     ^^^^^^^^^^^^^^^^^^^^
    `,
    `
    local all all peer clientcert=verify-full
    #                  ^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca
    `,
    `
    local all all peer
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca
    `,
  ],
};
