import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaOauthIssuer: Rule = {
  id: "hba-oauth-issuer",
  severity: "warning",
  serverEffect: null,
  summary: "The issuer of `oauth` is not an `https` URL, which libpq refuses.",
  instead:
    "Write the issuer as the authorization server spells it, `https://login.example.com` for instance.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "oauth") return;
    const issuer = effectiveOption(record, "issuer");
    if (!issuer?.value) return;
    const span = issuer.valueSpan ?? issuer.token.span;
    const detail =
      "The server accepts the line, and passes the issuer on to the client, which then gives up.";
    if (!/^https:\/\/[^/]/i.test(issuer.value))
      report(span, "The issuer is not an https URL, so clients with libpq refuse it; write https://….", {
        detail,
      });
    else if (/[?#]/.test(issuer.value))
      report(span, "The issuer has a query or fragment, so clients with libpq refuse it; remove that.", {
        detail,
      });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const value = token?.text.slice(token.text.indexOf("=") + 1) ?? "";
    const host = /^(?:http:\/\/)?([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[^?#\s"]*)?)$/i.exec(value)?.[1];
    return token && host
      ? [replaceText(target, `Change to https://${host}`, token.span, `issuer=https://${host}`)]
      : [];
  },
};

export const hbaOauthIssuerPage: RulePage = {
  why: "The server passes the issuer to clients without checking it. libpq refuses one that is not `https` (“must use HTTPS”), as whoever can change what a discovery document says can have the tokens, and one with a query or a fragment. It compares the issuer with its own `oauth_issuer` character by character.",
  bad: [
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=http://login.example.com scope=openid
    #                                ^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=login.example.com scope=openid
    #                                ^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=https://login.example.com?tenant=1 scope=openid
    #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=https://login.example.com scope=openid
    `,
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=https://login.example.com scope=openid
    `,
  ],
  good: [
    `
    # pgssl: version=18
    hostssl all all all oauth issuer="https://login.example.com/realms/main" scope=openid
    `,
  ],
};
