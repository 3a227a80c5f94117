import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const hbaValidatorOptionName: Rule = {
  id: "hba-validator-option-name",
  severity: "error",
  serverEffect: "line-error",
  summary: "The name after `validator.` has characters that are not allowed.",
  instead: "Write `validator.name=value` as documented by the library.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "oauth") return;
    for (const { name, value, nameSpan } of record.options) {
      if (value === undefined || !authOption(name, context.serverVersion)?.isPrefix) continue;
      if (/^validator\.[A-Za-z0-9_-]+$/.test(name)) continue;
      report(
        nameSpan,
        "The name after validator. is invalid; use only ASCII letters, digits, _ and -, at least one.",
        { refusal: fileRefused("invalid OAuth validator option name") },
      );
    }
  },
};

export const hbaValidatorOptionNamePage: RulePage = {
  why: "The server passes these options to the validator library. Their names consist of ASCII letters, digits, `_` and `-`, at least one. Otherwise it refuses the whole file, with “invalid OAuth validator option name” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    # pgssl: version=19
    hostssl all all all oauth issuer=https://login.example.com scope=openid validator.a:b=1
    #                                                                       ^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=19
    hostssl all all all oauth issuer=https://login.example.com scope=openid validator.a-b=1
    `,
  ],
};
