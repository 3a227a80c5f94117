import { authMethod, authMethodVersions } from "../data/authMethods.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { meantMethod } from "../ruleKit/meantMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { existenceInWords, serverInWords, shown } from "../ruleKit/words.ts";

export const hbaMethodUnknown: Rule = {
  id: "hba-method-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "The authentication method does not exist in the server's version.",
  instead: "Write one of the version's methods, for instance `scram-sha-256`, `cert`, `peer` or `reject`.",
  hbaAccess({ method }, context, report) {
    const { serverVersion } = context;
    const token = method?.tokens[0];
    if (!token || method.tokens.length > 1 || authMethod(token.text, serverVersion)) return;
    const versions = authMethodVersions(token.text);
    const meant = versions ? undefined : meantMethod(token.text, serverVersion);
    const advice = meant ? `did you mean ${meant}?` : "use another, such as scram-sha-256.";
    report(
      token.span,
      `${serverInWords(context)} has no authentication method ${shown(token.text)}${existenceInWords(versions)}; ${advice}`,
      { refusal: fileRefused("invalid authentication method") },
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const meant = token && meantMethod(token.text, target.context.serverVersion);
    return meant ? [replaceText(target, `Change to ${meant}`, token.span, meant)] : [];
  },
};

export const hbaMethodUnknownPage: RulePage = {
  why: "The server cannot know how to authenticate and refuses the whole file, with “invalid authentication method” in its log: it does not start, and a reload keeps the old records. Names of methods are case-sensitive.",
  bad: [
    `
    host all all 10.0.0.0/8 scram
    #                       ^^^^^
    `,
    `
    local all all MD5
    #             ^^^
    `,
    `
    # pgssl: version=19
    host all all 10.0.0.0/8 radius radiusservers=127.0.0.1 radiussecrets=s
    #                       ^^^^^^
    `,
    `
    # pgssl: version=17
    host all all 10.0.0.0/8 oauth issuer=https://example.com scope=openid
    #                       ^^^^^
    `,
    `
    # pgssl: version=17
    host all all db.example.com 255.255.255.255 trust
    #                           ^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    local all all md5
    `,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    local all all "peer"
    `,
  ],
};
