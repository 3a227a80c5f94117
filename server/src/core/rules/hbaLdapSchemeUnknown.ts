import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaLdapSchemeUnknown: Rule = {
  id: "hba-ldap-scheme-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "`ldapscheme` is neither `ldap` nor `ldaps`.",
  instead: "Write `ldapscheme=ldaps` or `ldapscheme=ldap`.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "ldap") return;
    for (const { name, value, valueSpan, token } of record.options) {
      const option = value === undefined ? undefined : authOption(name, context.serverVersion);
      if (value === undefined || option?.kind !== "suggestion") continue;
      if (option.values?.some((row) => row.text === value)) continue;
      report(
        valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span,
        `${shown(value)} is not an LDAP scheme, so connections will fail; write ldap or ldaps.`,
        {
          detail:
            "The server logs “invalid ldapscheme value” and accepts the line. The LDAP library fails when a client connects.",
        },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const meant = token && nearest(token.text.slice(token.text.indexOf("=") + 1), ["ldap", "ldaps"]);
    return meant ? [replaceText(target, `Change to ${meant}`, token.span, `ldapscheme=${meant}`)] : [];
  },
};

export const hbaLdapSchemeUnknownPage: RulePage = {
  why: "The server logs “invalid ldapscheme value” and accepts the line. The LDAP library then fails when a client connects.",
  bad: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapscheme=LDAPS
    #                                                          ^^^^^
    `,
  ],
  fixed: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapscheme=ldaps
    `,
  ],
  good: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapscheme=ldaps
    `,
  ],
};
