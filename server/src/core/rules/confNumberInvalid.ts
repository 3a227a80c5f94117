import { reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confNumberInvalid: Rule = {
  id: "conf-number-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The value of a numeric setting is not a number.",
  why: "The server reads numbers as C does: decimal, hexadecimal after `0x`, and octal after a leading zero. Fractions and exponents are accepted, and rounded for settings that take whole numbers; commas, underscores and words are not. With such a value the server does not start and logs “invalid value for parameter”; a reload keeps the old value of this setting.",
  instead: "Write a number, followed by a unit where the setting has one.",
  cluster(context, report) {
    reportProblems("number", context, report, ({ assignment: { name, value } }, { wanted }) => {
      const kind = wanted === "integer" ? "a whole number" : "a number";
      const octal = /^\s*[-+]?0[0-9]*[89]/.test(value) ? "; a leading zero makes it octal" : "";
      return `${name} must be ${kind}, not ${shown(value)}${octal}.`;
    });
  },
};

export const confNumberInvalidExamples: RuleExamples = {
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
  good: [
    `
    -- postgresql.conf --
    port = 0x1538
    unix_socket_permissions = 0770
    work_mem = '1.5 MB'
    `,
  ],
};
