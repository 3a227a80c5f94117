import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import type { ServerEffect } from "../model/diagnostic.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { readPathList } from "../syntax/hba/commaList.ts";

export const hbaOauthValidator: Rule = {
  id: "hba-oauth-validator",
  severity: "error",
  serverEffect: "line-error",
  summary: "No library of `oauth_validator_libraries` checks the tokens of an `oauth` line.",
  why: "PostgreSQL itself cannot check a token. The server refuses the file unless `oauth_validator_libraries` names one library, or the line's `validator` is one of several.",
  instead:
    "Set `oauth_validator_libraries` in postgresql.conf, and `validator` on the line when it names several.",
  bad: [
    `
    # pgssl: version=18
    -- postgresql.conf --
    port = 5432
    -- pg_hba.conf --
    hostssl all all all oauth issuer=https://login.example.com scope=openid
    #                   ^^^^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    oauth_validator_libraries = 'one, two'
    -- pg_hba.conf --
    hostssl all all all oauth issuer=https://login.example.com scope=openid validator=three
    #                                                                       ^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    -- postgresql.conf --
    oauth_validator_libraries = 'one, two'
    -- pg_hba.conf --
    hostssl all all all oauth issuer=https://login.example.com scope=openid validator=two
    `,
  ],
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "oauth" || !isComplete || !usableMethod(record, context)) return;
    if (!effectiveOption(record, "issuer") || !effectiveOption(record, "scope")) return;
    const setting = context.settings?.value("oauth_validator_libraries");
    if (setting === undefined) return;
    const assignment = context.settings?.assignment("oauth_validator_libraries");
    const chosen = effectiveOption(record, "validator");
    const tell = (message: string, serverEffect: ServerEffect = "line-error") =>
      report(chosen?.token.span ?? method.span, message, {
        serverEffect,
        ...(assignment && { related: [{ place: assignment.place, message: "The libraries are set here." }] }),
      });
    const libraries = readPathList(setting);
    if (setting === "")
      tell(
        "oauth_validator_libraries is empty, so nothing can check the tokens and the server refuses the file.",
      );
    else if (!libraries)
      tell("The list in oauth_validator_libraries is not well formed, so the server refuses this line.");
    else if (chosen && !libraries.includes(chosen.value ?? ""))
      tell(
        `The validator ${shown(chosen.value ?? "")} is not among oauth_validator_libraries (${listed(libraries, "and")}), so the server refuses the file.`,
      );
    else if (!chosen && libraries.length > 1)
      tell(
        `oauth_validator_libraries names several libraries, so the line must say which: add validator=${libraries[0]}.`,
      );
    else if (!chosen && libraries.length === 0)
      tell(
        "oauth_validator_libraries holds nothing but blanks, which crashes the server while it loads this line.",
        "start-error",
      );
  },
};
