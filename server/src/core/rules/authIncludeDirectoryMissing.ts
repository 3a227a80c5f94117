import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import { nameNearby } from "../ruleKit/nameNearby.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { writeAuth } from "../syntax/quote.ts";

export const authIncludeDirectoryMissing: Rule = {
  id: "auth-include-directory-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An included directory does not exist, cannot be read, or has a broken symbolic link.",
  instead: "Correct the path or the permissions, or remove the entry.",
  ...checkAuthFiles(({ include }, context, report) => {
    if (include?.directive !== "include_dir") return;
    const { text, span } = include.path;
    if (/^[ \t\n\v\f\r]*$/.test(text)) {
      report(span, "The path of the directory is blank; write one.", {
        refusal: authFileRefused("empty configuration directory name"),
      });
      return;
    }
    const folder = context.referencedDirectory(text);
    if (folder.state === "missing")
      report(span, `The directory ${shown(text)} does not exist; correct the path.`, {
        detail: "A relative path starts at the folder of this file.",
        refusal: authFileRefused(notOpened),
      });
    else if (folder.state === "forbidden")
      report(
        span,
        `The server's user has no permission to read the directory ${shown(text)}; change its mode or owner.`,
        {
          detail: "The user must have permission to read and to enter it.",
          refusal: authFileRefused(notOpened),
        },
      );
    else if (folder.state === "entries" && folder.forbidden !== undefined)
      report(
        span,
        `The server's user has no permission to read ${shown(folder.forbidden)} in this directory; change its mode or owner.`,
        { refusal: authFileRefused("could not open file") },
      );
    else if (folder.state === "entries" && folder.dangling !== undefined)
      report(
        span,
        `${shown(folder.dangling)} in this directory is a broken symbolic link; remove or repair it.`,
        { refusal: authFileRefused("could not stat file") },
      );
  }),
  looksBeside: true,
  fix({ span }, target) {
    const path = "line" in target.record ? target.record.line.fields[1]?.tokens[0]?.text : undefined;
    const isMissing =
      path !== undefined &&
      target.context.referencedDirectory(path).state === "missing" &&
      path.trim() !== "";
    return isMissing ? nameNearby(path, span, target, writeAuth, "directory") : [];
  },
};

export const authIncludeDirectoryMissingPage: RulePage = {
  why: "The server reads all files of the directory whose names end in `.conf`. It refuses the whole file when it cannot open the directory (“could not open configuration directory”), when the path is blank (“empty configuration directory name”), and when an entry is a broken symbolic link (“could not stat file”).",
  bad: [
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
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
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    include_dir hbad
    #           ^^^^
    -- hba.d/a.conf --
    local all all peer
    `,
  ],
  fixed: [
    null,
    null,
    null,
    `
    -- pg_hba.conf --
    local all all peer
    include_dir hba.d
    `,
  ],
  good: [
    `
    # pgssl: version=15
    local all all peer
    `,
  ],
};

const notOpened = "could not open configuration directory";
