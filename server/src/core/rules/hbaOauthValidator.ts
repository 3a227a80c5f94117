import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { FindingDetails } from "../ruleKit/findingDetails.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { settingState } from "../ruleKit/settingState.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { readPathList } from "../syntax/hba/commaList.ts";

export const hbaOauthValidator: Rule = {
  id: "hba-oauth-validator",
  severity: "error",
  serverEffect: "line-error",
  summary: "No library of `oauth_validator_libraries` checks the tokens of an `oauth` line.",
  instead:
    "Set `oauth_validator_libraries` in postgresql.conf, and `validator` on the line if it names several.",
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "oauth" || !isComplete || !usableMethod(record, context)) return;
    if (!effectiveOption(record, "issuer") || !effectiveOption(record, "scope")) return;
    const setting = context.settings?.value("oauth_validator_libraries");
    if (setting === undefined) return;
    const assignment = context.settings?.assignment("oauth_validator_libraries");
    const chosen = effectiveOption(record, "validator");
    const reportLine = (message: string, details: FindingDetails) =>
      report(chosen?.token.span ?? method.span, message, {
        ...details,
        ...(assignment && { related: [{ place: assignment.place, message: "The libraries are set here." }] }),
      });
    const libraries = readPathList(setting);
    const { settings } = context;
    const { where, remedy } = settings
      ? settingState(settings, "oauth_validator_libraries", "it", context.uri)
      : { where: "", remedy: "" };
    if (setting === "")
      reportLine(`oauth_validator_libraries is empty ${where}, so nothing can check tokens; ${remedy}.`, {
        refusal: fileRefused("must be set"),
      });
    else if (!libraries)
      reportLine(
        `oauth_validator_libraries is not a well-formed list ${where}; ${remedy.replace("set it", "correct it")}.`,
        { refusal: `${fileRefused("invalid list syntax in parameter")} The log names no line.` },
      );
    else if (chosen && !libraries.includes(chosen.value ?? ""))
      reportLine(
        `The validator ${shown(chosen.value ?? "")} is not in oauth_validator_libraries; add it there, or use one of them.`,
        { detail: named(libraries), refusal: fileRefused("is not permitted by") },
      );
    else if (!chosen && libraries.length > 1)
      reportLine("oauth_validator_libraries names several libraries; add validator= with one of them.", {
        detail: named(libraries),
        refusal: fileRefused('"validator" to be set'),
      });
    else if (!chosen && libraries.length === 0)
      reportLine("oauth_validator_libraries has only blanks, which crashes the server: name a library.", {
        refusal: "The server crashes while it loads this line.",
        serverEffect: "start-error",
      });
  },
};

/** The libraries by their names. */
function named(libraries: readonly string[]): string {
  return `The libraries are ${listed(libraries, "and")}.`;
}

export const hbaOauthValidatorPage: RulePage = {
  why: "PostgreSQL itself cannot check a token. The server refuses the file unless `oauth_validator_libraries` names one library, or the line's `validator` is one of several. Its log says “must be set” if there is none, or “is not permitted by” for another validator.",
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
};
