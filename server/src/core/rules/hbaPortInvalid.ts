import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { cInteger } from "../syntax/hba/cInteger.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";

export const hbaPortInvalid: Rule = {
  id: "hba-port-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The port of an LDAP or RADIUS server is not a number.",
  instead: "Write a port from 1 to 65535.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0) return;
    const method = usableMethod(record, context);
    if (!method) return;
    for (const { name, value, valueSpan, token } of record.options) {
      const option = value === undefined ? undefined : authOption(name, context.serverVersion);
      if (value === undefined || !option?.methods?.includes(method.name)) continue;
      if (option.kind !== "port" && option.kind !== "port-list") continue;
      const ports = option.kind === "port" ? [value] : readCommaList(value);
      const wrong = ports?.find((port) => cInteger(port) === 0);
      if (wrong === undefined) continue;
      report(
        valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span,
        `${shown(wrong)} is not a port number for ${name}; write a number from 1 to 65535.`,
        { refusal: fileRefused(`invalid ${option.kind === "port" ? "LDAP" : "RADIUS"} port number`) },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const [name = "", value = ""] = token?.text.split(/=(.*)/s) ?? [];
    if (!token || value.includes(",")) return [];
    const port = Object.hasOwn(servicePorts, value.toLowerCase())
      ? servicePorts[value.toLowerCase()]
      : undefined;
    return [
      port === undefined
        ? removeWord(target, "Remove the option: the usual port is the default", token)
        : replaceText(target, `Change to ${port}`, token.span, `${name}=${port}`),
    ];
  },
};

export const hbaPortInvalidPage: RulePage = {
  why: "The server reads the digits at the start of the value. If there are none, or they are 0, it refuses the whole file, with “invalid LDAP port number” or “invalid RADIUS port number” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapport=ldaps
    #                                                        ^^^^^
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets=s radiusports=0
    #                                                                           ^
    `,
  ],
  fixed: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapport=636
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets=s
    `,
  ],
  good: [
    `
    host all all all ldap ldapserver=l ldapprefix=p ldapport=389
    `,
  ],
};

/** The numbers of the services whose names people write (IANA "Service Name and Transport Protocol Port Number Registry"). */
const servicePorts: Readonly<Record<string, string>> = { ldap: "389", ldaps: "636", radius: "1812" };
