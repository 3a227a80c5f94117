import { findSetting } from "../data/settings.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import { meantLineFix, reportMeantLine } from "../ruleKit/meantLine.ts";
import { placeElsewhere } from "../ruleKit/meantSetting.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const confNameInvalid: Rule = {
  id: "conf-name-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line does not start with the name of a setting.",
  instead:
    "Write `name = value`, or put `#` before a comment; as an argument of the server, `-c name=value` without blanks.",
  conf(statement, { serverVersion }, report) {
    const { text, syntaxError } = statement;
    if (syntaxError?.expected !== "name") return;
    const word = text.slice(syntaxError.span.start, syntaxError.span.end);
    const isPlain = /^(?:[;!/]|--)/.test(word) || /^[A-Za-z_]\w*:$/.test(word);
    if (!isPlain && reportMeantLine(statement, serverVersion, syntaxError.span, report)) return;
    const place = placeElsewhere(/^[\w-]*/.exec(word)?.[0] ?? "");
    const advice = /^(?:[;!/]|--)/.test(word)
      ? "start a comment with #"
      : /^(?:<{7}|={7}|>{7})$/.test(word)
        ? "resolve the merge conflict that it marks"
        : /^\[[^\]]*\]$/.test(word)
          ? "remove it, since this file has no sections"
          : (place ??
            (/^[A-Za-z_]\w*:$/.test(word)
              ? "write = or a blank instead of the colon"
              : "use letters, digits, _ and at most one dot"));
    report(syntaxError.span, `${shown(word)} is not a setting name; ${advice}.`, {
      refusal: configurationRefused(),
    });
  },
  embedded: {
    kind: "name-blank",
    message: (word) => `In arguments, blanks are a part of a setting's name; write ${word}= without them.`,
    detail: () => "The server logs “unrecognized configuration parameter” and does not start.",
  },
  fix({ span }, target) {
    const line = confLineOf(target);
    const word = line?.text.slice(span.start, span.end) ?? "";
    const mark = /^(?:;|!|\/\/?|--)/.exec(word)?.[0];
    if (mark !== undefined)
      return [
        replaceText(target, "Make it a comment", { start: span.start, end: span.start + mark.length }, "#"),
      ];
    if (/^[A-Za-z_]\w*:$/.test(word))
      return [
        replaceText(target, "Write = instead of the colon", { start: span.end - 1, end: span.end }, " ="),
      ];
    const whole = meantLineFix(target);
    if (whole) return [whole];
    if (/^\[[^\]]*\]$/.test(word) || placeElsewhere(/^[\w-]*/.exec(word)?.[0] ?? "") !== undefined)
      return [replaceText(target, "Comment out the line", { start: span.start, end: span.start }, "#")];
    const meant = findSetting(word.replaceAll("-", "_"), target.context.serverVersion)?.name;
    return meant === undefined ? [] : [replaceText(target, `Change to ${meant}`, span, meant)];
  },
};

export const confNameInvalidPage: RulePage = {
  why: "A name consists of letters, digits and underscores, does not start with a digit, and has at most one dot. Quotes, hyphens, colons and comments other than with `#` are syntax errors. The server then logs “syntax error in file” and refuses the whole file: it does not start, and a reload changes nothing.",
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
    `
    ssl-cert = 'server.crt'
    #^^^^^^^
    `,
    `
    ssl-ca=/etc/mysql/ca.pem
    #^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    "ssl" = on
    #^^^^
    `,
    `
    port = 5432
      - ssl: on
    # ^
    `,
    `
    [postgresql]
    #^^^^^^^^^^^
    `,
    `
    <<<<<<< HEAD
    #^^^^^^
    `,
    `
    require-secure-transport = ON
    #^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    port = 5432
    `,
    `
    wal_level = replica
      # a comment
    `,
    null,
    `
    ssl_cert_file = 'server.crt'
    `,
    `
    ssl_ca_file = '/etc/mysql/ca.pem'
    `,
    `
    ssl = on
    `,
    `
    port = 5432
      ssl = on
    `,
    `
    #[postgresql]
    `,
    null,
    `
    #require-secure-transport = ON
    `,
  ],
  good: [
    `
    port = 5432
    my_extension.level = 3
    `,
  ],
};
