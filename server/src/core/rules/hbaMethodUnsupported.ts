import { authMethod } from "../data/authMethods.ts";
import { featureNames } from "../model/serverBuild.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const hbaMethodUnsupported: Rule = {
  id: "hba-method-unsupported",
  severity: "error",
  serverEffect: "line-error",
  summary: "The authentication method is not compiled into the server.",
  instead:
    "Use another method, or a server that is built with it. If yours is, set `pgssl.serverBuild` or `--server-build`.",
  hbaAccess({ method }, { serverVersion, build }, report) {
    const token = method?.tokens[0];
    if (!token || method.tokens.length > 1) return;
    const feature = authMethod(token.text, serverVersion)?.buildFeature;
    if (feature === undefined || build.has(feature)) return;
    report(
      token.span,
      `The method ${token.text} needs a server built with ${featureNames[feature]}; use another, or set pgssl.serverBuild.`,
      {
        detail: "This server is built without it; if yours is built with it, set pgssl.serverBuild.",
        refusal: fileRefused("not supported by this build"),
      },
    );
  },
};

export const hbaMethodUnsupportedPage: RulePage = {
  why: "A server built without the library that a method needs refuses a file that names the method, with “not supported by this build” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    # pgssl: build=ssl
    local all all pam
    #             ^^^
    `,
    `
    host all all 10.0.0.0/8 sspi
    #                       ^^^^ only on Windows
    `,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
};
