import type { Rule } from "../rule.ts";
import { shown } from "../words.ts";
import { judgeAll } from "./judgeAll.ts";

export const includeUnreadable: Rule = {
  id: "auth-include-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "What is included is no file that can be read.",
  why: "The server only logs that it could not read a folder, and goes on without its records. A file that its user may not open makes it refuse the whole configuration, which cannot be told from here.",
  instead: "Name a file; for all files of a folder use `include_dir`.",
  bad: [
    `
    # pgssl: version=18
    local all all peer
    include ""
    #       ^^
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
    else if (state === "unreadable")
      report(
        span,
        `${shown(text)} cannot be read from here; the server refuses the whole file if its user may not read it either.`,
      );
  }),
};
