import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const atFileMissing: Rule = {
  id: "at-file-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A file that is named with `@` does not exist, or cannot be used.",
  why: "The server reads the file when it loads the line, relative to the folder of the file that names it, and reports the line when it cannot.",
  instead:
    'Correct the path, or put the word in quotation marks (`"@name"`) when a name that starts with @ is meant.',
  bad: [
    `
    local @no_such_file all peer
    #     ^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    local "@no_such_file" all peer
    `,
  ],
  ...judgeAll(({ problem }, { serverVersion }, report) => {
    if (problem?.kind === "missing")
      report(
        problem.span,
        `The server reads the words of ${shown(problem.path)} here and there is no such file, so it refuses the line. A relative path starts at the folder of this file.`,
      );
    else if (problem?.kind === "directory")
      report(
        problem.span,
        `${shown(problem.path)} is a folder, which PostgreSQL ${serverVersion} cannot read words from.`,
      );
    else if (problem?.kind === "too-long")
      report(
        problem.span,
        `${shown(problem.path)} has a word or line that is too long for PostgreSQL ${serverVersion}, so the server refuses this line.`,
      );
  }),
};
