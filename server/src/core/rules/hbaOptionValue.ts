import { type AuthOption, authOption } from "../data/authOptions.ts";
import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { hasOptions, isWithoutTls } from "../ruleKit/meantMethod.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";

export const hbaOptionValue: Rule = {
  id: "hba-option-value",
  severity: "error",
  serverEffect: "line-error",
  summary: "An option has a value that the server does not accept.",
  instead:
    "Write `clientcert=verify-ca` for `1`; remove `0` and `no-verify`. Write `clientname=CN` or `clientname=DN`.",
  hbaAccess(record, context, report) {
    if (isWithoutTls(record) || !hasOptions(record, context)) return;
    for (const { name, value, valueSpan, token } of record.options) {
      if (value === undefined) continue;
      const option = authOption(name, context.serverVersion);
      if (option?.kind !== "choice") continue;
      const allowed = allowedValues(option, context.serverVersion);
      if (allowed.includes(value)) continue;
      const isCert = name === "clientcert" && record.method?.tokens[0]?.text === "cert";
      const gone = option.values?.find((row) => row.text === value);
      const since = gone ? ` since PostgreSQL ${(gone.until ?? 0) + 1}` : "";
      const advice = isCert ? "remove it, as cert implies verify-full" : `write ${listed(allowed, "or")}`;
      report(
        valueSpan && valueSpan.end > valueSpan.start ? valueSpan : token.span,
        `${name} does not accept ${shown(value)}${since}; ${advice}.`,
        { refusal: fileRefused(`invalid value for ${name}`) },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const equals = token.text.indexOf("=");
    const [name, value] = [token.text.slice(0, equals), token.text.slice(equals + 1)];
    const isCert =
      "options" in target.record && target.record.method?.tokens[0]?.text === "cert" && name === "clientcert";
    const isOff = name === "clientcert" && (value === "0" || value === "no-verify");
    if (isOff || (isCert && value === "1")) return [removeWord(target, "Remove the option", token, "safe")];
    if (name === "clientcert" && value === "1")
      return [replaceText(target, "Change to verify-ca", token.span, "clientcert=verify-ca", "safe")];
    const option = authOption(name, target.context.serverVersion);
    const meant = option && nearest(value, allowedValues(option, target.context.serverVersion));
    return meant ? [replaceText(target, `Change to ${meant}`, token.span, `${name}=${meant}`)] : [];
  },
};

export const hbaOptionValuePage: RulePage = {
  why: "`clientcert` and `clientname` accept a few fixed words, which are case-sensitive. PostgreSQL 14 removed `clientcert=1`, `0` and `no-verify`: a file that works with 13 keeps a later server from starting. The log says “invalid value for clientcert” or “invalid value for clientname”, and a reload keeps the old records.",
  bad: [
    `
    # pgssl: version=14
    hostssl all all all scram-sha-256 clientcert=1
    #                                            ^
    `,
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=no-verify
    #                                            ^^^^^^^^^
    `,
    `
    # pgssl: version=18
    hostssl all all all cert clientname=dn
    #                                   ^^
    `,
    `
    hostssl all all all scram-sha-256 clientcert=
    #                                 ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=14
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256
    `,
    `
    # pgssl: version=18
    hostssl all all all cert clientname=DN
    `,
  ],
  good: [
    `
    # pgssl: version=13
    hostssl all all all scram-sha-256 clientcert=1
    hostssl all all all scram-sha-256 clientcert=no-verify
    `,
    `
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
  ],
};

function allowedValues(option: AuthOption, version: ServerVersion): string[] {
  return (option.values ?? []).filter((value) => existsIn(value, version)).map((value) => value.text);
}
