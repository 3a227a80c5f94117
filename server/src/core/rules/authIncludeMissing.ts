import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const authIncludeMissing: Rule = {
  id: "auth-include-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An included file does not exist.",
  why: "The server reports the directive and refuses the whole file. A relative path starts at the folder of the file that holds the directive.",
  instead: "Correct the path, or use `include_if_exists`.",
  bad: [
    `
    # pgssl: version=18
    local all all peer
    include no_such_file.conf
    #       ^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    local all all peer
    inc"lude" no_such_file.conf # marks change nothing about the directive
    #         ^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    local all all peer
    include_if_exists no_such_file.conf
    `,
    `
    # pgssl: version=18
    local all all peer
    include_if_exists no_such_file.conf # marks change nothing about the directive
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
    if (include?.directive !== "include" || include.path.text === "") return;
    if (context.reference(include.path.text).state === "missing")
      report(
        include.path.span,
        `There is no file ${shown(include.path.text)}, seen from the folder of this file, so the server refuses the file: correct the path or use include_if_exists.`,
      );
  }),
  fix(_finding, target) {
    const token = "line" in target.record && target.record.line.fields[0]?.tokens[0];
    return token && token.text === "include"
      ? [replaceText(target, "Change to include_if_exists", token.span, "include_if_exists")]
      : [];
  },
};
