import { refused, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confNumberInvalid: Rule = {
  id: "conf-number-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The value of a numeric setting is not a number.",
  why: "The server reads numbers as C does: decimal, hexadecimal behind `0x`, and octal behind a leading zero; fractions and exponents are allowed and rounded where the setting counts whole numbers. Commas, underscores and words are not. Such a value stops the start; a reload leaves the setting as it was.",
  instead: "Write a number, with a unit behind it where the setting has one.",
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
  cluster(context, report) {
    reportProblems("number", context, report, ({ assignment: { name, value } }, { wanted }) => {
      const kind = wanted === "integer" ? "a whole number" : "a number";
      const octal = /^\s*[-+]?0[0-9]*[89]/.test(value) ? ": behind a leading zero the digits are octal" : "";
      return `${name} takes ${kind}, and ${shown(value)} is none${octal}. ${refused}`;
    });
  },
};
