import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { type LdapUrlProblem, readLdapUrl } from "../syntax/hba/ldapUrl.ts";

export const hbaLdapUrlInvalid: Rule = {
  id: "hba-ldap-url-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "OpenLDAP cannot read the value of `ldapurl`, or its scheme is neither `ldap` nor `ldaps`.",
  why: "The server has the LDAP library take the URL apart when it loads the file, and refuses the file when that fails. Its own message names no line and gives a misleading cause.",
  instead:
    "Write `ldap://host:port/basedn?attribute?scope?filter`, inside quotation marks when it holds a comma.",
  bad: [
    `
    host all all all ldap ldapurl=ldapi://h/dc=x
    #                             ^^^^^^^^^^^^^^
    `,
    `
    host all all all ldap ldapurl=ldap://h/dc=x?uid?all
    #                             ^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    host all all all ldap ldapurl="ldaps://h:636/dc=x,dc=y?uid?sub"
    `,
  ],
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "ldap") return;
    for (const { name, value, valueSpan, token } of record.options) {
      if (name !== "ldapurl" || value === undefined) continue;
      const { problem } = readLdapUrl(value);
      if (!problem) continue;
      report(
        valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span,
        `The LDAP library cannot use this URL, so the server refuses the file: ${problems[problem]}.`,
      );
    }
  },
};

const problems: Readonly<Record<LdapUrlProblem, string>> = {
  scheme: "it must start with ldap:// or ldaps://",
  enclosure: "a URL that starts with < must end with >",
  host: "an IPv6 address stands in brackets, followed by nothing but :port",
  port: "after the colon that ends the host it wants a port number",
  attributes: "the list of attributes names none",
  scope: "the scope must be base, one, sub or children",
  filter: "the filter has an escape that does not decode",
  extensions: "after the fourth question mark it wants extensions",
  "question-marks": "it has more than four question marks after the base DN",
};
