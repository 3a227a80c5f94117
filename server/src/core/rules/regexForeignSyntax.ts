import {
  foreignEscape,
  inOwnSyntax,
  type PatternWord,
  patternWords,
  undelimited,
} from "../ruleKit/patternWords.ts";
import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { writeAuth } from "../syntax/quote.ts";

export const regexForeignSyntax: Rule = {
  id: "regex-foreign-syntax",
  severity: "warning",
  serverEffect: null,
  summary: "A regular expression is written as in another language, and never matches.",
  instead:
    "Leave out the closing slash, write `(?i)` at the start for the flag `i`, and `\\y`, `\\Y`, `\\m` and `\\M` for edges of words.",
  hba(record, context, report) {
    for (const word of patternWords(record, context)) check(word, report);
  },
  ident(record, context, report) {
    for (const word of patternWords(record, context)) check(word, report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const text = writeAuth(`/${inOwnSyntax(token.text.slice(1))}`);
    return [replaceText(target, `Change to ${text}`, span, text)];
  },
};

export const regexForeignSyntaxPage: RulePage = {
  why: "Only the slash at the start marks a regular expression: a closing one, and flags behind it, are part of the pattern, which then matches no name. `\\b`, `\\B`, `\\<` and `\\>` are characters here and not the edges of words, `\\(a\\|b\\)` as grep and sed have it, `{,3}` and `[:alpha:]` without a second pair of brackets are plain text.",
  bad: [
    `
    # pgssl: version=18
    local all /^alice$/ peer
    #         ^^^^^^^^^
    local /^app\\b/i all peer
    #     ^^^^^^^^^
    `,
    `
    -- pg_ident.conf --
    admins /^(.*)@EXAMPLE\\.COM$/i \\1
    #      ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    local all /^svc\\b peer
    #         ^^^^^^^
    `,
    `
    # pgssl: version=18
    local all /^\\(app\\|svc\\)$ peer
    #         ^^^^^^^^^^^^^^^
    local all "/^a{,3}$" peer
    #         ^^^^^^^^^^
    local all /^[:alpha:]+$ peer
    #         ^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    local all /^alice$ peer
    local /(?i)^app\\y all peer
    `,
    `
    -- pg_ident.conf --
    admins /(?i)^(.*)@EXAMPLE\\.COM$ \\1
    `,
    `
    # pgssl: version=18
    local all /^svc\\y peer
    `,
    `
    # pgssl: version=18
    local all /^(app|svc)$ peer
    local all "/^a{0,3}$" peer
    local all /^[[:alpha:]]+$ peer
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local /^app /^svc\\y peer
    `,
    `
    # pgssl: version=15
    local all /alice/ peer
    `,
    `
    -- pg_ident.conf --
    admins /^(.*)/admin@EXAMPLE\\.COM$ \\1
    `,
  ],
};

function check({ token, pattern }: PatternWord, report: Report): void {
  if (undelimited(pattern) !== undefined)
    report(
      token.span,
      "The closing slash is part of the pattern, so it matches no name; leave it out, with any flags.",
      {
        detail:
          "Only the slash at the start marks a regular expression. For the flag i, write (?i) right behind it.",
      },
    );
  else {
    const wrong = foreignEscape(pattern);
    if (wrong)
      report(
        token.span,
        `${wrong.written} is ${wrong.here} in PostgreSQL, so the pattern matches no name; write ${wrong.instead}.`,
      );
  }
}
