import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confNameInvalid: Rule = {
  id: "conf-name-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line does not start with the name of a setting.",
  why: "A name consists of letters, digits and underscores, does not start with a digit, and has one dot at most. Quotes, hyphens, colons and comments other than `#` are syntax errors, and a file with a syntax error is refused as a whole.",
  instead: "Write `name = value`, or put `#` before a comment.",
  bad: [
    `
    port: 5432
    #^^^^
    `,
    `
    wal_level = replica
      ; a comment
    # ^
    `,
    `
    foo.bar.baz = 1
    #^^^^^^^^^^
    `,
  ],
  good: [
    `
    port = 5432
    my_extension.level = 3
    `,
  ],
  conf({ text, syntaxError }, _, report) {
    if (syntaxError?.expected !== "name") return;
    const word = text.slice(syntaxError.span.start, syntaxError.span.end);
    const advice = /^(?:[;!/]|--)/.test(word)
      ? "comments start with #"
      : /^[A-Za-z_]\w*:$/.test(word)
        ? "write = between name and value, or nothing but a blank"
        : "names have letters, digits, underscores and one dot at most";
    report(
      syntaxError.span,
      `${shown(word)} is no name of a setting: ${advice}. The server refuses the whole file.`,
    );
  },
};
