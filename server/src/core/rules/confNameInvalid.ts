import { configurationRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confNameInvalid: Rule = {
  id: "conf-name-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line does not start with the name of a setting.",
  why: "A name consists of letters, digits and underscores, does not start with a digit, and has at most one dot. Quotes, hyphens, colons and comments other than with `#` are syntax errors. The server then logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing.",
  instead: "Write `name = value`, or put `#` before a comment.",
  conf({ text, syntaxError }, _, report) {
    if (syntaxError?.expected !== "name") return;
    const word = text.slice(syntaxError.span.start, syntaxError.span.end);
    const advice = /^(?:[;!/]|--)/.test(word)
      ? "a comment starts with #"
      : /^[A-Za-z_]\w*:$/.test(word)
        ? "write = or a space instead of the colon"
        : "use letters, digits, _ and at most one dot";
    report(syntaxError.span, `${shown(word)} is not a setting name: ${advice}.`, {
      detail: configurationRefused(),
    });
  },
};

export const confNameInvalidExamples: RuleExamples = {
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
};
