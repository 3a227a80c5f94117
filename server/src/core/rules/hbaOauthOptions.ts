import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { listed } from "../ruleKit/words.ts";

export const hbaOauthOptions: Rule = {
  id: "hba-oauth-options",
  severity: "error",
  serverEffect: "line-error",
  summary: "The options of `oauth` are incomplete or contradict each other.",
  instead: "Write `issuer` and `scope`, and at most one of `map` and `delegate_ident_mapping=1`.",
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "oauth" || !usableMethod(record, context)) return;
    const missing = ["issuer", "scope"].filter((name) => !effectiveOption(record, name));
    if (missing.length > 0) {
      const added = missing.map((name) => `${name}=…`).join(" ");
      if (isComplete)
        report(method.span, `The method oauth needs ${listed(missing, "and")}; add ${added} to the line.`, {
          refusal: fileRefused('authentication method "oauth" requires argument'),
        });
      return;
    }
    const map = effectiveOption(record, "map");
    if (!map || !isComplete || effectiveOption(record, "delegate_ident_mapping")?.value !== "1") return;
    report(map.token.span, "map and delegate_ident_mapping=1 exclude each other; remove one of them.", {
      detail: "With delegate_ident_mapping=1 the validator chooses the role.",
      refusal: fileRefused("map cannot be used in combination with delegate_ident_mapping"),
    });
  },
};

export const hbaOauthOptionsPage: RulePage = {
  why: 'Clients need an issuer and a scope, so the server refuses a line without `issuer` and `scope` (“authentication method "oauth" requires argument … to be set”). With `delegate_ident_mapping=1` the validator chooses the role, so a `map` beside it is refused as well (“map cannot be used in combination with delegate_ident_mapping”).',
  bad: [
    `
    # pgssl: version=18
    hostssl all all all oauth issuer=https://login.example.com
    #                   ^^^^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    oauth_validator_libraries = 'my'
    -- pg_hba.conf --
    hostssl all all all oauth issuer=https://login.example.com scope=openid map=m delegate_ident_mapping=1
    #                                                                       ^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    -- postgresql.conf --
    oauth_validator_libraries = 'my'
    -- pg_hba.conf --
    hostssl all all all oauth issuer=https://login.example.com scope=openid map=m
    `,
  ],
};
