import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaOptionFlag: Rule = {
  id: "hba-option-flag",
  severity: "warning",
  serverEffect: null,
  summary: "An on/off option has a value that is neither `1` nor `0`.",
  instead: "Write `1` for on and `0` for off.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0) return;
    const method = usableMethod(record, context);
    if (!method) return;
    for (const { name, value, valueSpan, token } of record.options) {
      if (value === undefined || value === "1" || value === "0") continue;
      const option = authOption(name, context.serverVersion);
      if (option?.kind !== "flag" || !option.methods?.includes(method.name)) continue;
      report(
        valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span,
        `${name}=${shown(value)} is off, as only 1 means on; write 1 or 0.`,
        { detail: "The server accepts every value and logs nothing." },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const [name = "", value = ""] = token.text.split("=", 2);
    const isMeantOn = /^(on|true|yes|t|y|enabled?)$/i.test(value);
    return [
      replaceText(target, `Change to ${isMeantOn ? 1 : 0}`, token.span, `${name}=${isMeantOn ? 1 : 0}`),
    ];
  },
};

export const hbaOptionFlagPage: RulePage = {
  why: "For these options, `1` means on and everything else silently means off: `ldaptls=on` leaves the connection to the LDAP server unencrypted.",
  bad: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldaptls=on
    #                                                       ^^
    `,
  ],
  fixed: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldaptls=1
    `,
  ],
  good: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldaptls=1
    `,
  ],
};
