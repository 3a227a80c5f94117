import { assignmentAt, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { writeConf } from "../syntax/quote.ts";

export const confValueRange: Rule = {
  id: "conf-value-range",
  severity: "error",
  serverEffect: "line-error",
  summary: "A number is outside the range of its setting.",
  instead: "Write a number within the range that the message names.",
  cluster(context, report) {
    reportProblems(
      "range",
      context,
      report,
      ({ assignment: { name }, setting }, { value, minimum, maximum }) => {
        const unit = unitWords(setting.unit);
        const range = minimum === maximum ? `${minimum}` : `from ${minimum} to ${maximum}${unit}`;
        return `${name} must be ${range}, not ${value}${unit}.`;
      },
    );
  },
  fix(finding, target) {
    const checked = assignmentAt(finding, target.cluster);
    if (checked?.problem?.kind !== "range") return [];
    const { value, minimum, maximum } = checked.problem;
    const nearest = Math.abs(value) === Number.POSITIVE_INFINITY || value > maximum ? maximum : minimum;
    const base = checked.setting.unit ?? "";
    const text = writeConf(`${nearest}${/^\d/.test(base) || nearest <= 0 ? "" : base}`);
    return [replaceText(target, `Change to ${text}`, finding.span, text)];
  },
};

export const confValueRangePage: RulePage = {
  why: "The server converts the value into the setting's own unit and compares it with the range of its version. With a value outside it does not start and logs “is outside the valid range for parameter”; a reload keeps the old value of this setting.",
  bad: [
    `
    -- postgresql.conf --
    authentication_timeout = 1h
    #                        ^^
    `,
    `
    -- postgresql.conf --
    port = 70000
    #      ^^^^^
    `,
    `
    -- postgresql.conf --
    ssl_renegotiation_limit = 512
    #                         ^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    authentication_timeout = 600s
    `,
    `
    -- postgresql.conf --
    port = 65535
    `,
    `
    -- postgresql.conf --
    ssl_renegotiation_limit = 0
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    authentication_timeout = 10min
    port = 65535
    `,
  ],
};

/** `kB` as a unit after a number, `8kB` as a count of pages. */
function unitWords(unit: string | undefined): string {
  if (unit === undefined) return "";
  return /^\d/.test(unit) ? ` units of ${unit}` : ` ${unit}`;
}
