import { judgeAll, refusedLine } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const authIncludeUnreadable: Rule = {
  id: "auth-include-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "What is included is no file that can be read.",
  why: "The server only logs that it could not read a folder, and goes on without its records. A file that its user may not open makes it refuse the whole file: an error where mode and owner tell so, and otherwise not to be told from here.",
  instead: "Name a file; for all files of a folder use `include_dir`.",
  bad: [
    `
    # pgssl: version=18
    local all all peer
    include ""
    #       ^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    include more.conf
    #       ^^^^^^^^^
    -- more.conf mode=0600 owner=0 --
    local all all peer
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local all all peer
    include_if_exists no_such_file.conf
    `,
  ],
  ...judgeAll(({ include }, context, report) => {
    if (!include || include.directive === "include_dir") return;
    const { text, span } = include.path;
    const state = text === "" ? "directory" : context.reference(text).state;
    if (state === "directory")
      report(
        span,
        `${shown(text)} is a folder, of which the server reads nothing and only logs so: use include_dir, or name a file.`,
      );
    else if (state === "forbidden")
      report(
        span,
        `The server's user may not read ${shown(text)}, so the server refuses the whole file.`,
        refusedLine,
      );
    else if (state === "unreadable")
      report(
        span,
        `${shown(text)} cannot be read from here; the server refuses the whole file if its user may not read it either.`,
      );
  }),
};
