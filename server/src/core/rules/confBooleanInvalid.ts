import { assignmentAt, reportProblems } from "../ruleKit/confProblems.ts";
import { plainQuotes } from "../ruleKit/meantAssignment.ts";
import { meantBoolean } from "../ruleKit/meantBoolean.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const confBooleanInvalid: Rule = {
  id: "conf-boolean-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A Boolean setting has a value that is neither on nor off.",
  instead: "Write `on` or `off`.",
  cluster(context, report) {
    reportProblems("boolean", context, report, ({ assignment: { name, value } }) => {
      const isPlain = /^[ -~\s]*$/.test(value);
      return `${name} must be on or off${isPlain ? "" : " in plain ASCII"}, not ${shown(value)}.`;
    });
  },
  fix(finding, target) {
    const meant = meantBoolean(plainQuotes(assignmentAt(finding, target.cluster)?.assignment.value ?? ""));
    const choices = meant ? [meant] : ["on", "off"];
    return choices.map((choice) => replaceText(target, `Change to ${choice}`, finding.span, choice));
  },
};

export const confBooleanInvalidPage: RulePage = {
  why: "The server accepts `on`, `off`, `1`, `0`, and abbreviations of `true`, `false`, `yes` and `no`, in any case, without blanks around them. With any other value, the empty one included, it does not start and logs “requires a Boolean value”; a reload keeps the old value of this setting.",
  bad: [
    `
    -- postgresql.conf --
    ssl = enabled
    #     ^^^^^^^
    `,
    `
    -- postgresql.conf --
    ssl = 'on '
    #     ^^^^^
    `,
    `
    -- postgresql.conf --
    ssl = ‘on’
    #     ^^^^
    `,
    `
    -- postgresql.conf --
    ssl = verify-full
    #     ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    `,
    `
    -- postgresql.conf --
    ssl = on
    `,
    `
    -- postgresql.conf --
    ssl = on
    `,
    `
    -- postgresql.conf --
    ssl = on
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = OFF
    ssl_prefer_server_ciphers = t
    `,
  ],
};
