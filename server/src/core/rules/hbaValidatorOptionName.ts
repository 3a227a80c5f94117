import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaValidatorOptionName: Rule = {
  id: "hba-validator-option-name",
  severity: "error",
  serverEffect: "line-error",
  summary: "The name after `validator.` has characters that it may not have.",
  why: "The server hands these options to the validator library; their names consist of ASCII letters, digits, `_` and `-`, at least one, or the server refuses the file.",
  instead: "Write `validator.name=value` as the library's documentation tells.",
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
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "oauth") return;
    for (const { name, value, nameSpan } of record.options) {
      if (value === undefined || !authOption(name, context.serverVersion)?.isPrefix) continue;
      if (/^validator\.[A-Za-z0-9_-]+$/.test(name)) continue;
      report(
        nameSpan,
        "After validator. the server takes ASCII letters, digits, _ and -, at least one, and refuses the file otherwise.",
      );
    }
  },
};
