import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedLineBreak: Rule = {
  id: "embedded-line-break",
  severity: "warning",
  serverEffect: null,
  summary: "The value of a setting in a manifest has a line break.",
  instead: "Begin the block with `|-` or `>-`, or write the value on one line.",
  appends: true,
  embedded: {
    kind: "line-break",
    message: (word) =>
      `The value of ${word} has a line break; write it on one line, or begin the block with >-.`,
    detail: (_, carrier) =>
      `${carrier.name} writes the line break into postgresql.conf. The server refuses a file in which a line ends within quotes.`,
  },
};

export const embeddedLineBreakPage: RulePage = {
  why: "A block that begins with `|` or `>` ends with a line break, which becomes part of the value. Patroni, and the operators that use it, write the value between quotes into postgresql.conf, where no line may end within quotes: the server refuses the whole file. A Boolean, number or choice with a line break is none, and Patroni leaves it out.",
  bad: [
    `
      -- patroni.yaml --
      scope: orders
      postgresql:
        parameters:
          ssl_passphrase_command:
          #^^^^^^^^^^^^^^^^^^^^^
            >
            /usr/local/bin/passphrase %p
          ssl: on
    `,
  ],
  fixed: [
    `
      -- patroni.yaml --
      scope: orders
      postgresql:
        parameters:
          ssl_passphrase_command:
            >-
            /usr/local/bin/passphrase %p
          ssl: on
    `,
  ],
  good: [
    `
      -- patroni.yaml --
      scope: orders
      postgresql:
        parameters:
          ssl_passphrase_command: '/usr/local/bin/passphrase %p'
    `,
  ],
};
