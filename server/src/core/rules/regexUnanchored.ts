import type { AuthContext } from "../cluster/context.ts";
import { foreignEscape, type PatternWord, patternWords, undelimited } from "../ruleKit/patternWords.ts";
import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { writeAuth } from "../syntax/quote.ts";
import { type OpenEnds, openEnds } from "../syntax/regex/openEnds.ts";

export const regexUnanchored: Rule = {
  id: "regex-unanchored",
  severity: "warning",
  serverEffect: null,
  summary: "A regular expression is not anchored, so it also matches longer names.",
  instead: "Write `^` before the pattern and `$` behind it, or `.*` where anything may follow or precede.",
  hba(record, context, report) {
    for (const word of patternWords(record, context)) check(word, context, report);
  },
  ident(record, context, report) {
    for (const word of patternWords(record, context)) check(word, context, report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const pattern = token?.text.slice(1) ?? "";
    if (pattern.startsWith(plainText)) {
      const name = writeAuth(pattern.slice(plainText.length));
      return name === "" ? [] : [replaceText(target, `Change to ${name}`, span, name)];
    }
    const { anchored } = openEnds(pattern, target.context.serverVersion) ?? {};
    if (anchored === undefined) return [];
    // Behind an attribute of a distinguished name there may be others.
    const forms =
      /^\^?[A-Za-z]+=/.test(pattern) && /\$$/.test(anchored)
        ? [anchored, `${anchored.slice(0, -1)}(?:,.*)?$`]
        : [anchored];
    return forms.map((form) => {
      const text = writeAuth(`/${form}`);
      return replaceText(target, `Change to ${text}`, span, text);
    });
  },
};

export const regexUnanchoredPage: RulePage = {
  why: "The server searches for the pattern anywhere in the name: `/alice` also matches `alice2` and `malice`. In pg_ident.conf that lets `alice2` in as the role that `alice` is meant to have. There both ends count; elsewhere `/^app_` counts as an intended prefix.",
  bad: [
    `
    # pgssl: version=18
    local all /alice peer
    #         ^^^^^^
    local /shop|crm all peer
    #     ^^^^^^^^^
    local all /app_.* peer
    #         ^^^^^^^
    local all /***=carol peer
    #         ^^^^^^^^^^
    `,
    `
    -- pg_ident.conf --
    admins /alice postgres
    #      ^^^^^^
    admins /^(.*)@example\\.com \\1
    #      ^^^^^^^^^^^^^^^^^^^
    admins /^alice|bob$ postgres
    #      ^^^^^^^^^^^^
    certs /CN=alice alice
    #     ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    local all /^alice$ peer
    local /^(?:shop|crm)$ all peer
    local all /^app_.* peer
    local all carol peer
    `,
    `
    -- pg_ident.conf --
    admins /^alice$ postgres
    admins /^(.*)@example\\.com$ \\1
    admins /^(?:alice|bob)$ postgres
    certs /^CN=alice$ alice
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local all /^svc_ peer
    local /_test$ /.* peer
    `,
    `
    # pgssl: version=15
    local all /alice peer
    `,
    `
    -- pg_ident.conf --
    admins /^(.*)@EXAMPLE\\.COM$ \\1
    admins /@EXAMPLE\\.COM$ guest
    certs "/^CN=alice,OU=(.*),.*" alice
    certs "/^CN=alice," alice
    certs /.* guest
    `,
  ],
};

/** What makes the rest of a pattern plain text. */
const plainText = "***=";

function check({ token, pattern, of }: PatternWord, { serverVersion }: AuthContext, report: Report): void {
  // What is written as in another language matches nothing.
  if (undelimited(pattern) !== undefined || foreignEscape(pattern)) return;
  const ends = openEnds(pattern, serverVersion);
  if (!ends) return;
  // Where a separator ends the pattern, no longer name of the same kind matches.
  const { start, end }: OpenEnds = {
    start: ends.start && !/^[@,]/.test(pattern),
    end: ends.end && !/[@,]$/.test(pattern),
  };
  // Where anything may follow, or precede, the other end was meant to count.
  const isHalfOpen = (start && /\.\*\$?$/.test(pattern)) || (end && /^\^?\.\*/.test(pattern));
  const isReported = of === "system-user" ? start || end : (start && end) || isHalfOpen;
  if (!isReported) return;
  if (pattern.startsWith(plainText)) {
    report(
      token.span,
      "The text after ***= is found anywhere in a name; write the name alone for exactly that one.",
      {
        detail: "With ***= the rest is plain text, in which ^ and $ have no meaning.",
      },
    );
    return;
  }
  const signs = [...(start ? ["^ before it"] : []), ...(end ? ["$ behind it"] : [])].join(" and ");
  report(
    token.span,
    `The pattern also matches longer names, as it is found anywhere in one; write ${signs}.`,
    {
      detail:
        of === "system-user"
          ? "The server searches for the pattern in the name of the client: who has a longer name that contains it gets in as the same role."
          : "The server searches for the pattern in the name: this record also decides about longer names that contain it.",
    },
  );
}
