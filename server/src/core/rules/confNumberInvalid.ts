import { assignmentAt, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { writeConf } from "../syntax/quote.ts";

export const confNumberInvalid: Rule = {
  id: "conf-number-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The value of a numeric setting is not a number.",
  instead: "Write a number, followed by a unit where the setting has one.",
  cluster(context, report) {
    reportProblems("number", context, report, ({ assignment: { name, value } }, { wanted }) => {
      const kind = wanted === "integer" ? "a whole number" : "a number";
      const octal = /^\s*[-+]?0[0-9]*[89]/.test(value) ? "; a leading zero makes it octal" : "";
      return `${name} must be ${kind}, not ${shown(value)}${octal}.`;
    });
  },
  fix(finding, target) {
    const checked = assignmentAt(finding, target.cluster);
    if (checked?.problem?.kind !== "number") return [];
    const meant = meantNumber(checked.assignment.value.trim(), checked.problem.wanted);
    return meant === undefined
      ? []
      : [replaceText(target, `Change to ${meant}`, finding.span, writeConf(meant))];
  },
};

export const confNumberInvalidPage: RulePage = {
  why: "The server reads numbers as C does: decimal, hexadecimal after `0x`, and octal after a leading zero. Fractions and exponents are accepted, and rounded for settings that take whole numbers; commas, underscores and words are not. With such a value the server does not start and logs “invalid value for parameter”; a reload keeps the old value of this setting.",
  bad: [
    `
    -- postgresql.conf --
    port = '5,432'
    #      ^^^^^^^
    `,
    `
    -- postgresql.conf --
    max_connections = 08
    #                 ^^
    `,
    `
    -- postgresql.conf --
    authentication_timeout = ''
    #                        ^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    port = 5432
    `,
    `
    -- postgresql.conf --
    max_connections = 8
    `,
    null,
  ],
  good: [
    `
    -- postgresql.conf --
    port = 0x1538
    unix_socket_permissions = 0770
    work_mem = '1.5 MB'
    `,
  ],
};

/** The number without marks between its thousands and leading zeros, and with a point before its fraction. */
function meantNumber(text: string, wanted: "integer" | "real"): string | undefined {
  if (/^-?\d{1,3}(?:([,_'. ])\d{3})(?:\1\d{3})*[A-Za-z]*$/.test(text)) return text.replace(/[,_'. ]/g, "");
  if (/^-?0\d+[A-Za-z]*$/.test(text)) return text.replace(/^(-?)0+(?=\d)/, "$1");
  return wanted === "real" && /^-?\d+,\d+$/.test(text) ? text.replace(",", ".") : undefined;
}
