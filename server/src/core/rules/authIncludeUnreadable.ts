import { checkAuthFiles, noPermission } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const authIncludeUnreadable: Rule = {
  id: "auth-include-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "An include names something that is not a readable file.",
  instead:
    "Name a file that the server's user has permission to read; for all files of a directory use `include_dir`.",
  ...checkAuthFiles(({ include }, context, report) => {
    if (!include || include.directive === "include_dir") return;
    const { text, span } = include.path;
    const state = text === "" ? "directory" : context.reference(text).state;
    if (state === "directory")
      report(
        span,
        text === ""
          ? "The path is empty, so the server reads nothing here; name a file."
          : `${shown(text)} is a directory, so the server reads nothing here; use include_dir, or name a file.`,
        {
          detail:
            "The server continues without these records; only “could not read file” in its log shows it.",
        },
      );
    else if (state === "forbidden")
      report(
        span,
        `The server's user has no permission to read ${shown(text)}; change its mode or owner.`,
        noPermission("could not open file"),
      );
    else if (state === "unreadable")
      report(
        span,
        `${shown(text)} cannot be read from here; check that the server's user has permission to.`,
        {
          detail:
            "Without permission the server refuses the whole file, with “could not open file” in its log.",
        },
      );
  }),
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const directive = "line" in target.record ? target.record.line.fields[0]?.tokens[0] : undefined;
    if (token?.text === "") return [removeRecord(target, "Remove this line")];
    const isDirectory = token && target.context.reference(token.text).state === "directory";
    return isDirectory && directive?.text === "include"
      ? [replaceText(target, "Change to include_dir", directive.span, "include_dir")]
      : [];
  },
};

export const authIncludeUnreadablePage: RulePage = {
  why: "With a directory the server logs “could not read file” and continues without its records. With a file that its user has no permission to open (“could not open file”) it refuses the whole file: an error where mode and owner show it, and a warning where pgssl itself cannot read the file.",
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
  fixed: [
    `
    # pgssl: version=18
    local all all peer
    `,
    null,
  ],
  good: [
    `
    # pgssl: version=18
    local all all peer
    include_if_exists no_such_file.conf
    `,
  ],
};
