import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { listed } from "../ruleKit/words.ts";
import type { HbaAccess } from "../syntax/hba/hbaRecord.ts";
import { readLdapUrl } from "../syntax/hba/ldapUrl.ts";

export const hbaLdapOptions: Rule = {
  id: "hba-ldap-options",
  severity: "error",
  serverEffect: "line-error",
  summary: "The options of `ldap` contradict each other, or tell too little.",
  why: "LDAP works in one of two ways: it binds at once as `ldapprefix` + role + `ldapsuffix`, or it searches below `ldapbasedn` first. The server refuses a line that mixes the two or chooses neither, and a search by both attribute and filter. An `ldapurl` counts as the options that it stands for.",
  instead:
    "Give `ldapprefix` or `ldapsuffix`, or else `ldapbasedn` with one of `ldapsearchattribute` and `ldapsearchfilter`.",
  bad: [
    `
    host all all all ldap ldapserver=l
    #                ^^^^
    `,
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapbasedn=dc=x
    #                ^^^^
    `,
    `
    host all all all ldap ldapserver=l ldapbasedn=dc=x ldapsearchattribute=uid ldapsearchfilter=(uid=$username)
    #                ^^^^
    `,
    `
    host all all all ldap ldapurl=ldap://h
    #                ^^^^ without a slash after the host there is no base DN
    `,
  ],
  good: [
    `
    host all all all ldap ldapserver=l ldapprefix="cn=" ldapsuffix=",dc=x"
    host all all all ldap ldapurl=ldap://h/dc=x?uid
    `,
  ],
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "ldap" || !usableMethod(record, context)) return;
    const set = presentOptions(record);
    if (!set) return;
    const direct = ["ldapprefix", "ldapsuffix"].filter((name) => set.has(name));
    const search = searchOptions.filter((name) => set.has(name));
    if (direct.length > 0 && search.length > 0) {
      const [mixed, other] = [listed(direct, "and"), listed(search, "and")];
      report(
        method.span,
        `${mixed} makes the server bind at once and ${other} belongs to searching first; it refuses a line that mixes the two.`,
      );
    } else if (direct.length === 0 && !set.has("ldapbasedn") && isComplete) {
      report(
        method.span,
        "The line tells neither ldapprefix or ldapsuffix (to bind at once) nor ldapbasedn (to search first), so the server refuses it.",
      );
    } else if (set.has("ldapsearchattribute") && set.has("ldapsearchfilter")) {
      report(
        method.span,
        "The search is given both an attribute and a filter (an ldapurl may hold either), and the server refuses a line with both: keep one.",
      );
    }
  },
};

/** The names of the options that are set, be it by an `ldapurl`; `undefined` when one of them cannot be read. */
function presentOptions({ options }: HbaAccess): Set<string> | undefined {
  const names = new Set<string>();
  for (const { name, value } of options) {
    if (value === undefined) continue;
    names.add(name);
    if (name !== "ldapurl") continue;
    const url = readLdapUrl(value);
    if (url.problem) return undefined;
    if (url.hasBase) names.add("ldapbasedn");
    if (url.hasAttribute) names.add("ldapsearchattribute");
    if (url.hasFilter) names.add("ldapsearchfilter");
  }
  return names;
}

const searchOptions = [
  "ldapbasedn",
  "ldapbinddn",
  "ldapbindpasswd",
  "ldapsearchattribute",
  "ldapsearchfilter",
] as const;
