import { usableMethod } from "../cluster/access/usableMethod.ts";
import { brokenValues } from "../ruleKit/brokenValues.ts";
import { type LdapFault, ldapFaults } from "../ruleKit/ldapFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { HbaAccess } from "../syntax/hba/hbaRecord.ts";
import { readLdapAccess } from "../syntax/hba/ldapAccess.ts";

export const hbaLdapUnusable: Rule = {
  id: "hba-ldap-unusable",
  severity: "error",
  serverEffect: "connection-error",
  summary:
    "The server accepts the options of `ldap`, but with them every login fails, or every role is the same LDAP entry.",
  instead:
    "Write host names alone in `ldapserver`, one of `ldapscheme=ldaps` and `ldaptls=1`, a suffix that starts with a comma, a filter with `$username`, and `?sub` in a URL.",
  hbaAccess(record, context, report) {
    const { method, options, isComplete } = record;
    if (options.length === 0 || !isComplete || usableMethod(record, context)?.name !== "ldap") return;
    for (const { option, message, detail, isRisk } of faultsOf(record))
      report((option?.token ?? method?.tokens[0])?.span ?? { start: 0, end: 0 }, message, {
        ...(detail !== undefined && { detail }),
        ...(isRisk && { severity: "warning", serverEffect: null }),
      });
  },
  fix({ span }, target) {
    const { record } = target;
    const token = writtenToken(target, span);
    if (!("options" in record) || !token) return [];
    const fault = faultsOf(record).find(({ option }) => option?.token === token);
    if (fault?.instead === undefined) return [];
    if (fault.instead === "") return [removeWord(target, "Remove the option", token)];
    return [replaceText(target, `Change to ${fault.instead}`, span, fault.instead)];
  },
};

export const hbaLdapUnusablePage: RulePage = {
  why: "The server looks at the options of `ldap` only when a client logs in. What contradicts itself then makes every login fail: `ldaptls=1` with `ldaps`, a scheme or port in `ldapserver`, a port of the other scheme, a suffix without its comma, a filter or name that is not well formed, an `ldapurl` that searches nothing but the base DN. A filter without `$username` finds the same entry for every role.",
  bad: [
    `
    hostssl all all all ldap ldapserver=l ldapscheme=ldaps ldaptls=1 ldapbasedn="dc=x"
    #                                                      ^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapserver=ldaps://l:636 ldapbasedn="dc=x"
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapserver=l ldapprefix=uid= ldapsuffix="ou=people,dc=x"
    #                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapserver=l ldapport=636 ldapbasedn=example.com
    #                                     ^^^^^^^^^^^^
    #                                                  ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapurl="ldap://l/dc=x?uid"
    #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapserver=l ldapbasedn="dc=x" ldapsearchfilter="(uid=%u)"
    #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapserver=l ldapbasedn="dc=x" ldapsearchfilter="(&(a=b)(uid=$username)"
    #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all all ldap ldapprefix=uid= ldapsuffix=",dc=x"
    #                   ^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all all ldap ldapserver=l ldapscheme=ldaps ldapbasedn="dc=x"
    `,
    `
    hostssl all all all ldap ldapserver=l ldapscheme=ldaps ldapport=636 ldapbasedn="dc=x"
    `,
    `
    hostssl all all all ldap ldapserver=l ldapprefix=uid= ldapsuffix=",ou=people,dc=x"
    `,
    `
    hostssl all all all ldap ldapserver=l ldapscheme=ldaps ldapport=636 ldapbasedn="dc=example,dc=com"
    `,
    `
    hostssl all all all ldap ldapurl="ldap://l/dc=x?uid?sub"
    `,
    `
    hostssl all all all ldap ldapserver=l ldapbasedn="dc=x" ldapsearchfilter="(uid=$username)"
    `,
  ],
  good: [
    `
    hostssl all all 10.1.0.0/16 ldap ldapserver="l m" ldaptls=1 ldapprefix=uid= ldapsuffix=",ou=people,dc=x"
    hostssl all all 10.2.0.0/16 ldap ldapserver=l ldapprefix="EXAMPLE\\\\"
    hostssl all all 10.3.0.0/16 ldap ldapserver=l ldapsuffix=@example.com
    hostssl all all 10.4.0.0/16 ldap ldapurl="ldaps://l/dc=x?uid?sub?(&(a=b)(uid=$username))"
    hostssl all all 10.5.0.0/16 ldap ldapserver=l ldapbasedn="dc=x" ldapbinddn=svc@example.com ldapbindpasswd=x
    hostssl all all 10.6.0.0/16 ldap ldapbasedn="dc=example,dc=com"
    `,
  ],
};

function faultsOf(record: HbaAccess): readonly LdapFault[] {
  // What commas and quotes broke is reported by another rule.
  if (brokenValues(record.options).length > 0) return [];
  const access = readLdapAccess(record);
  return access ? ldapFaults(access) : [];
}
