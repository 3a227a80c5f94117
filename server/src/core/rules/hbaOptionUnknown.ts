import { authOption, authOptions, authOptionVersions } from "../data/authOptions.ts";
import { otherOptions } from "../data/otherWords.ts";
import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import { piecesOfValues } from "../ruleKit/brokenValues.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { hasOptions } from "../ruleKit/meantMethod.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { existenceInWords, serverInWords, shown } from "../ruleKit/words.ts";

export const hbaOptionUnknown: Rule = {
  id: "hba-option-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "An authentication option does not exist in the server's version.",
  instead: "Correct the name, or remove the option.",
  hbaAccess(record, context, report) {
    const { options } = record;
    if (!hasOptions(record, context)) return;
    const { serverVersion } = context;
    const pieces = piecesOfValues(options);
    let mayBeSecret = false;
    for (const option of options) {
      const { name, value, nameSpan, token } = option;
      // The last of some options may be a part of a password, after a blank in it or in place of its `=` sign.
      mayBeSecret ||= secrets.some((secret) => name.startsWith(secret));
      if (value === undefined || authOption(name, serverVersion) || pieces.has(option)) continue;
      const versions = authOptionVersions(name);
      const meant = versions ? undefined : meantOption(name, serverVersion);
      const advice = meant ? `did you mean ${meant}?` : "remove it.";
      const isHidden = !versions && !meant && mayBeSecret;
      report(
        nameSpan.end > nameSpan.start ? nameSpan : token.span,
        `${serverInWords(context)} has no authentication option ${isHidden ? "of this name" : shown(name)}${existenceInWords(versions)}; ${advice}`,
        { refusal: fileRefused("unrecognized authentication option name") },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const name = token.text.slice(0, token.text.indexOf("="));
    const meant = meantOption(name, target.context.serverVersion);
    // Quotation marks inside the name would be left unpaired.
    if (!meant || span.end - span.start !== name.length) return [];
    return [replaceText(target, `Change to ${meant}`, span, meant)];
  },
};

export const hbaOptionUnknownPage: RulePage = {
  why: "The server refuses the whole file for an option that it does not know, with “unrecognized authentication option name” in its log: it does not start, and a reload keeps the old records. Names of options are case-sensitive.",
  bad: [
    `
    hostssl all all all scram-sha-256 clientcerts=verify-ca
    #                                 ^^^^^^^^^^^
    `,
    `
    # pgssl: version=13
    hostssl all all all scram-sha-256 clientname=DN
    #                                 ^^^^^^^^^^
    `,
    `
    local all all peer MAP=admins
    #                  ^^^
    `,
  ],
  fixed: [
    `
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
    null,
    `
    local all all peer map=admins
    `,
  ],
  good: [
    `
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
  ],
};

function meantOption(name: string, version: ServerVersion): string | undefined {
  const names = authOptions
    .filter((option) => existsIn(option, version) && !option.isPrefix)
    .map((option) => option.name);
  return meantWord(name, names, otherOptions);
}

const secrets = authOptions.filter(({ isSecret }) => isSecret).map(({ name }) => name);
