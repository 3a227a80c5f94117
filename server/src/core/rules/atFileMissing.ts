import type { ServerVersion } from "../model/serverVersion.ts";
import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import { nameNearby } from "../ruleKit/nameNearby.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";
import { serverInWords, shown } from "../ruleKit/words.ts";
import { includeDirective, isReference } from "../syntax/authReference.ts";
import { writeAuth } from "../syntax/quote.ts";

export const atFileMissing: Rule = {
  id: "at-file-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A file that is named with `@` does not exist or cannot be used.",
  instead: 'Correct the path. Put quotation marks around a name that starts with @: `"@name"`.',
  ...checkAuthFiles(({ problem }, context, report) => {
    const { serverVersion } = context;
    if (problem?.kind === "missing" && serverVersion >= 16 && includeDirective(problem.path))
      report(problem.span, `Lines are included without @; write ${problem.path} and a path.`, {
        detail: `The server takes @ for a file of words and looks for one that is called ${problem.path}.`,
        refusal: authFileRefused(notOpened(serverVersion)),
      });
    else if (problem?.kind === "missing")
      report(
        problem.span,
        `${shown(problem.path)} does not exist; correct the path, or quote a name that starts with @.`,
        {
          detail:
            "The server reads the words of this file here. A relative path starts at the folder of the file with the line.",
          refusal: authFileRefused(notOpened(serverVersion)),
        },
      );
    else if (problem?.kind === "directory")
      report(
        problem.span,
        `${shown(problem.path)} is a directory; ${serverInWords(context)} needs a file of words here.`,
        { refusal: authFileRefused("could not read file") },
      );
    else if (problem?.kind === "too-long")
      report(
        problem.span,
        `${shown(problem.path)} has a word or line that is too long for ${serverInWords(context)}; split it.`,
        { refusal: "The server refuses this line." },
      );
  }),
  looksBeside: true,
  fix({ span }, target) {
    const written = writtenText(target).slice(span.start, span.end);
    const isInclude = target.context.serverVersion >= 16 && /^@include(?:_if_exists|_dir)?$/.test(written);
    if (isInclude) return [replaceText(target, `Change to ${written.slice(1)}`, span, written.slice(1))];
    const fields = "line" in target.record ? target.record.line.fields : [];
    const token = fields.flatMap(({ tokens }) => tokens).find((one) => one.span.start === span.start);
    return token && isReference(token)
      ? nameNearby(token.text.slice(1), span, target, (path) => `@${writeAuth(path)}`)
      : [];
  },
};

export const atFileMissingPage: RulePage = {
  why: "The server reads the file when it loads the line; a relative path starts at the folder of the file with the line. When it cannot, it refuses the line, with “could not open file” or, up to PostgreSQL 15, “could not open secondary authentication file” in its log.",
  bad: [
    `
    -- postgresql.conf --
    -- pg_hba.conf --
    local @no_such_file all peer
    #     ^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=18
    -- pg_hba.conf --
    local all all peer
      @include extra.conf
    # ^^^^^^^^
    `,
    `
    -- postgresql.conf --
    -- pg_hba.conf --
    local all @lists/admin,bob peer
    #         ^^^^^^^^^^^^
    -- lists/admins --
    alice
    `,
  ],
  fixed: [
    null,
    `
    -- pg_hba.conf --
    local all all peer
      include extra.conf
    `,
    `
    -- pg_hba.conf --
    local all @lists/admins,bob peer
    `,
  ],
  good: [
    `
    local "@no_such_file" all peer
    `,
  ],
};

/** The words in the log for a file of words that cannot be opened. */
function notOpened(version: ServerVersion): string {
  return version < 16 ? "could not open secondary authentication file" : "could not open file";
}
