import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import { nameNearby } from "../ruleKit/nameNearby.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { writeAuth } from "../syntax/quote.ts";

export const authIncludeMissing: Rule = {
  id: "auth-include-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An included file does not exist.",
  instead: "Correct the path, or use `include_if_exists`.",
  ...checkAuthFiles(({ include }, context, report) => {
    if (include?.directive !== "include" || include.path.text === "") return;
    if (context.reference(include.path.text).state === "missing")
      report(
        include.path.span,
        `${shown(include.path.text)} does not exist; correct the path, or use include_if_exists.`,
        {
          detail: "A relative path starts at the folder of this file.",
          refusal: authFileRefused("could not open file"),
        },
      );
  }),
  looksBeside: true,
  fix({ span }, target) {
    const [directive, path] = "line" in target.record ? target.record.line.fields : [];
    const word = directive?.tokens[0];
    const file = path?.tokens[0];
    if (word?.text !== "include" || !file) return [];
    return [
      ...nameNearby(file.text, span, target, writeAuth),
      replaceText(target, "Change to include_if_exists", word.span, "include_if_exists"),
    ];
  },
};

export const authIncludeMissingPage: RulePage = {
  why: "The server refuses the whole file, with “could not open file” in its log. A relative path starts at the folder of the file with the include.",
  bad: [
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    include no_such_file.conf
    #       ^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    inc"lude" no_such_file.conf # quotation marks make no difference
    #         ^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    local all all peer
    include "our hosts.cnf"
    #       ^^^^^^^^^^^^^^^
    -- our hosts.conf --
    hostssl all all all cert
    `,
  ],
  fixed: [
    `
    -- pg_hba.conf --
    local all all peer
    include_if_exists no_such_file.conf
    `,
    `
    -- pg_hba.conf --
    local all all peer
    include_if_exists no_such_file.conf # quotation marks make no difference
    `,
    `
    -- pg_hba.conf --
    local all all peer
    include "our hosts.conf"
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local all all peer
    include_if_exists no_such_file.conf
    `,
  ],
};
