import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { listed } from "../ruleKit/words.ts";

export const hbaOauthOptions: Rule = {
  id: "hba-oauth-options",
  severity: "error",
  serverEffect: "line-error",
  summary: "The options of `oauth` are incomplete or contradict each other.",
  why: "Clients must be told an issuer and a scope, so the server refuses a line without `issuer` and `scope`. With `delegate_ident_mapping=1` the validator chooses the role, which leaves nothing to a `map`.",
  instead: "Give `issuer` and `scope`, and at most one of `map` and `delegate_ident_mapping=1`.",
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
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "oauth" || !usableMethod(record, context)) return;
    const missing = ["issuer", "scope"].filter((name) => !effectiveOption(record, name));
    if (missing.length > 0) {
      const text = `The method oauth needs ${listed(missing, "and")}, and the server refuses a line without.`;
      if (isComplete) report(method.span, text);
      return;
    }
    const map = effectiveOption(record, "map");
    if (!map || !isComplete || effectiveOption(record, "delegate_ident_mapping")?.value !== "1") return;
    report(
      map.token.span,
      "With delegate_ident_mapping=1 the validator chooses the role, so the server refuses a map beside it: remove one of the two.",
    );
  },
};
