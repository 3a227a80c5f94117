import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedArgumentRefused: Rule = {
  id: "embedded-argument-refused",
  severity: "error",
  serverEffect: "start-error",
  summary: "The server refuses its arguments.",
  instead:
    "Write `-c name=value`, with the setting as one word without blanks, and no words that belong to no option.",
  appends: true,
  embedded: {
    kind: "argument-refused",
    message: (word) => `The server does not start: ${word}.`,
    detail: () =>
      "The container stops at once, with “requires a value”, “invalid argument” or “invalid option” in its log.",
  },
};

export const embeddedArgumentRefusedPage: RulePage = {
  why: "The server reads `-c` and the next word, which is the name of a setting, an equals sign and the value. A shell makes three words of `ssl = on`, of which `-c` takes the first, that has no value. A word that belongs to no option, and a letter that is none, are refused as well. Unlike a mistake in postgresql.conf, which may wait for a reload, this one stops the container at once.",
  bad: [
    `
      -- compose.yaml --
      services:
        db:
          image: postgres:17
          command: postgres -c ssl = on
          #                    ^^^^^^^^
    `,
    `
      -- compose.yaml --
      services:
        db:
          image: postgres:17
          command: ["postgres", "-l", "on"]
          #                            ^^
    `,
    `
      -- Dockerfile --
      FROM postgres:17
      CMD ["postgres", "-c", "ssl=on", "--ssl-cert-file"]
      #                                   ^^^^^^^^^^^^^
    `,
    `
      -- Dockerfile --
      FROM postgres:17
      CMD ["-x", "-c", "ssl=on"]
      #     ^^
    `,
  ],
  fixed: [
    `
      -- compose.yaml --
      services:
        db:
          image: postgres:17
          command: postgres -c ssl=on
    `,
    null,
    null,
    null,
  ],
  good: [
    `
      -- compose.yaml --
      services:
        db:
          image: postgres:17
          command: postgres -c ssl=on --log-connections=on -p 5433
    `,
  ],
};
