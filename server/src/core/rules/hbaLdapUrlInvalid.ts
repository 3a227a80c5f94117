import { usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { type LdapUrlProblem, readLdapUrl } from "../syntax/hba/ldapUrl.ts";

export const hbaLdapUrlInvalid: Rule = {
  id: "hba-ldap-url-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "OpenLDAP cannot read the value of `ldapurl`, or its scheme is neither `ldap` nor `ldaps`.",
  instead:
    "Write `ldap://host:port/basedn?attribute?scope?filter`, in quotation marks if it contains a comma.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "ldap") return;
    for (const { name, value, valueSpan, token } of record.options) {
      if (name !== "ldapurl" || value === undefined) continue;
      const { problem } = readLdapUrl(value);
      if (!problem) continue;
      const isLdapi = /^<?(?:URL:)?ldapi:/i.test(value);
      report(valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span, `${problems[problem]}.`, {
        refusal: `${fileRefused(isLdapi ? "unsupported LDAP URL scheme" : "could not parse LDAP URL")} The log names no line, and the cause that it gives can be misleading.`,
      });
    }
  },
};

export const hbaLdapUrlInvalidPage: RulePage = {
  why: "The LDAP library parses the URL when the server loads the file, and the server refuses the whole file if that fails, with “could not parse LDAP URL” or “unsupported LDAP URL scheme” in its log. That message names no line, and the cause that it gives is misleading.",
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
};

const problems: Readonly<Record<LdapUrlProblem, string>> = {
  scheme: "The LDAP URL must start with ldap:// or ldaps://",
  enclosure: "The LDAP URL starts with <, so it must end with >",
  host: "The IPv6 address in the LDAP URL must be in brackets, followed only by :port",
  port: "The LDAP URL needs a port number after the colon that ends the host",
  attributes: "The list of attributes in the LDAP URL names none; write one, such as uid",
  scope: "The scope in the LDAP URL must be base, one, sub or children",
  filter: "The filter in the LDAP URL has an invalid escape; write % with two hexadecimal digits",
  extensions: "The LDAP URL has no extensions after its fourth question mark; remove that mark",
  "question-marks": "The LDAP URL has more than four question marks after the base DN; remove the others",
};
