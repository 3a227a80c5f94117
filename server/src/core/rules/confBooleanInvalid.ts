import { assignmentAt, refused, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const confBooleanInvalid: Rule = {
  id: "conf-boolean-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A setting that is on or off has another value.",
  why: "The server takes `on`, `off`, `1`, `0`, and beginnings of `true`, `false`, `yes` and `no`, in any case, without blanks around them. Anything else, the empty value included, stops the start; a reload leaves this setting as it was.",
  instead: "Write `on` or `off`.",
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
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = OFF
    ssl_prefer_server_ciphers = t
    `,
  ],
  cluster(context, report) {
    reportProblems(
      "boolean",
      context,
      report,
      ({ assignment: { name, value } }) => `${name} is on or off; ${shown(value)} is neither. ${refused}`,
    );
  },
  fix(finding, target) {
    const value = assignmentAt(finding, target.cluster)?.assignment.value.trim().toLowerCase() ?? "";
    const meansOn = /^(?:on|enabled?|active|true|yes|1|y|t)$/.test(value);
    const meansOff = /^(?:off?|disabled?|inactive|false|none|never|no|0|n|f)$/.test(value);
    const choices = meansOn ? ["on"] : meansOff ? ["off"] : ["on", "off"];
    return choices.map((choice) => replaceText(target, `Change to ${choice}`, finding.span, choice));
  },
};
