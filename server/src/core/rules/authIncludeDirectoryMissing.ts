import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const authIncludeDirectoryMissing: Rule = {
  id: "auth-include-directory-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An included folder does not exist, may not be read, or has an entry that leads nowhere.",
  why: "The server reads all files of the folder whose names end in `.conf`. It refuses the whole file when it cannot open the folder, when the name is blank, and when an entry such as a dangling symbolic link cannot be looked at.",
  instead: "Correct the path, or remove the entry.",
  bad: [
    `
    # pgssl: version=18
    local all all peer
    include_dir no_such_folder
    #           ^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    local all all peer
    include_dir " "
    #           ^^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    include_dir more
    #           ^^^^
    -- more/ mode=0700 owner=0 --
    -- more/a.conf --
    local all all peer
    `,
  ],
  good: [
    `
    # pgssl: version=15
    local all all peer
    `,
  ],
  ...judgeAll(({ include }, context, report) => {
    if (include?.directive !== "include_dir") return;
    const { text, span } = include.path;
    if (/^[ \t\n\v\f\r]*$/.test(text)) {
      report(span, "The name of the folder is blank, so the server refuses the file: write its path.");
      return;
    }
    const folder = context.referencedDirectory(text);
    if (folder.state === "missing")
      report(
        span,
        `There is no folder ${shown(text)}, seen from the folder of this file, so the server refuses the file: correct the path.`,
      );
    else if (folder.state === "forbidden")
      report(
        span,
        `The server's user may not look into the folder ${shown(text)}, so the server refuses the file: let it read and enter that.`,
      );
    else if (folder.state === "entries" && folder.forbidden !== undefined)
      report(
        span,
        `The server's user may not read ${shown(folder.forbidden)} in this folder, so the server refuses the file.`,
      );
    else if (folder.state === "entries" && folder.dangling !== undefined)
      report(
        span,
        `The entry ${shown(folder.dangling)} of this folder leads nowhere, so the server refuses the file: remove it or restore what it points to.`,
      );
  }),
};
