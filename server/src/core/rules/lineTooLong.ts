import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { serverInWords } from "../ruleKit/words.ts";

export const lineTooLong: Rule = {
  id: "line-too-long",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word or a line is longer than the server's buffer.",
  instead: "Put a long list into a file and write `@FILE`, or write several lines.",
  ...checkAuthFiles(({ line: { tooLong } }, context, report) => {
    if (!tooLong) return;
    const isToken = tooLong.what === "token";
    const fact = isToken ? "This word is longer than 10,239 bytes" : "This line is longer than 20,478 bytes";
    report(
      tooLong.span,
      `${fact}, the limit of ${serverInWords(context)}; move the list to a file and write @FILE.`,
      {
        refusal: authFileRefused(
          isToken ? "authentication file token too long" : "authentication file line too long",
        ),
      },
    );
  }),
};

export const lineTooLongPage: RulePage = {
  why: "Up to PostgreSQL 15 a word has at most 10,239 bytes, and in 13 a line has at most 20,478, its line break included. The server refuses a file with more, with “authentication file token too long” or “authentication file line too long” in its log. Newer versions have no limits.",
  bad: [],
  good: [
    `
    local all all peer
    `,
  ],
};
