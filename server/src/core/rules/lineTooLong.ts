import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const lineTooLong: Rule = {
  id: "line-too-long",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word or a line is longer than the server's buffer.",
  why: "Up to PostgreSQL 15 a word has at most 10,239 bytes, and in 13 a line has at most 20,478, its line break included; the server reports the line and refuses the file. Newer versions have no limits.",
  instead: "Keep long lists in a file and name it with `@file`, or write several lines.",
  bad: [],
  good: [
    `
    local all all peer
    `,
  ],
  ...judgeAll(({ line: { tooLong } }, { serverVersion }, report) => {
    if (!tooLong) return;
    const [what, limit] = tooLong.what === "token" ? ["word", "10,239 bytes"] : ["line", "20,478 bytes"];
    report(
      tooLong.span,
      `This ${what} is longer than the ${limit} that PostgreSQL ${serverVersion} reads, so it refuses the file: move the list to a file and name it with @.`,
    );
  }),
};
