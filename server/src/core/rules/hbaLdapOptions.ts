import { usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { listed } from "../ruleKit/words.ts";
import type { HbaAccess } from "../syntax/hba/hbaRecord.ts";
import { readLdapUrl } from "../syntax/hba/ldapUrl.ts";

export const hbaLdapOptions: Rule = {
  id: "hba-ldap-options",
  severity: "error",
  serverEffect: "line-error",
  summary: "The options of `ldap` contradict each other or are incomplete.",
  instead:
    "Write `ldapprefix` or `ldapsuffix`, or else `ldapbasedn` with one of `ldapsearchattribute` and `ldapsearchfilter`.",
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "ldap" || !usableMethod(record, context)) return;
    const set = presentOptions(record);
    if (!set) return;
    const direct = ["ldapprefix", "ldapsuffix"].filter((name) => set.has(name));
    const search = searchOptions.filter((name) => set.has(name));
    if (direct.length > 0 && search.length > 0) {
      const logged =
        context.serverVersion >= 18
          ? "cannot mix options for simple bind and search+bind modes"
          : "cannot use ldapbasedn";
      report(
        method.span,
        `${direct[0]} binds at once, and ${search[0]} searches first; remove the options of one of the two ways.`,
        {
          detail: `Options to bind at once: ${listed(direct, "and")}. Options to search first: ${listed(search, "and")}.`,
          refusal: fileRefused(logged),
        },
      );
    } else if (direct.length === 0 && !set.has("ldapbasedn") && isComplete) {
      report(
        method.span,
        "The method ldap needs ldapprefix or ldapsuffix to bind at once, or ldapbasedn to search first; add one.",
        {
          refusal: fileRefused('requires argument "ldapbasedn", "ldapprefix", or "ldapsuffix" to be set'),
        },
      );
    } else if (set.has("ldapsearchattribute") && set.has("ldapsearchfilter")) {
      report(
        method.span,
        "ldapsearchattribute and ldapsearchfilter exclude each other; keep one (an ldapurl can contain either).",
        { refusal: fileRefused("cannot use ldapsearchattribute together with ldapsearchfilter") },
      );
    }
  },
};

export const hbaLdapOptionsPage: RulePage = {
  why: 'LDAP authentication works in one of two ways: the server binds at once as `ldapprefix` + role + `ldapsuffix`, or it first searches below `ldapbasedn`. It refuses the whole file for a line that mixes the two (“cannot mix options for simple bind and search+bind modes”, before PostgreSQL 18 “cannot use ldapbasedn, …”), has neither (“requires argument "ldapbasedn", "ldapprefix", or "ldapsuffix" to be set”), or searches by both an attribute and a filter (“cannot use ldapsearchattribute together with ldapsearchfilter”). An `ldapurl` counts as the options that it contains.',
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
};

/** The names of the options that are set, also by an `ldapurl`; `undefined` if that cannot be read. */
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
