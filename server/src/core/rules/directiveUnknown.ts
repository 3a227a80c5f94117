import { type CommentKey, commentKeys } from "../data/commentKeys.ts";
import type { Finding, Fix } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { type FixedRecord, replaceText } from "../ruleKit/textFix.ts";
import { toFinding } from "../ruleKit/toFinding.ts";
import { listed, shown } from "../ruleKit/words.ts";
import type { UnknownWord } from "../syntax/directive.ts";
import { readDirective } from "../syntax/directive.ts";

/** Found by `check/diagnose.ts`, like `suppression-unused`. */
export const directiveUnknown: Rule = {
  id: "directive-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "A comment for pgssl has a key, a value or a form that does not exist.",
  instead: `Write \`# pgssl: KEY=VALUE\` at the top of the file, with one of these keys, and values separated by commas without blanks:\n\n${commentKeys
    .map((key) => `- \`${key.name}\`: ${key.meaning}${valuesInWords(key, "`")}`)
    .join("\n")}`,
  hba: () => {},
  fix: ({ span }, target) => correctComment(span, target),
};

/** The way out of a mistyped word of a comment. */
export function correctComment(span: Span, target: FixedRecord): readonly Fix[] {
  const { record } = target;
  const { text, comment } = "line" in record ? record.line : record;
  const directive = comment && readDirective(text.slice(comment.start, comment.end), comment.start);
  if (!directive || !("unknown" in directive)) return [];
  const word = directive.unknown.find((one) => one.span.start === span.start);
  const meant = word && meantBy(word);
  return meant === undefined ? [] : [replaceText(target, `Change to ${meant.trim()}`, span, meant)];
}

export const directiveUnknownPage: RulePage = {
  why: "`# pgssl: version=…` and the like describe the server for which the file is checked. pgssl ignores what it does not know, and comments below the first line with content, so that it checks the file for another server than the comment says.",
  bad: [
    `
    # pgssl: verison=14
    #        ^^^^^^^
    local all all peer
    `,
    `
    # pgssl: version=12
    #                ^^
    local all all peer
    `,
    `
    # pgssl: build=ssl,tls
    #              ^^^^^^^
    local all all peer
    `,
    `
    # pgssl: openssl=3.0 platform=window
    #                ^^^
    #                             ^^^^^^
    local all all peer
    `,
    `
    # pgssl: version 14
    #        ^^^^^^^^^^
    local all all peer
    `,
    `
    # pgssl version=14
    # ^^^^^
    local all all peer
    `,
    `
    # pgssl-disable hba-trust-local
    # ^^^^^^^^^^^^^
    local all all peer
    `,
    `
    local all all peer
    # pgssl: version=14
    # ^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=14
    local all all peer
    `,
    null,
    `
    # pgssl: build=ssl
    local all all peer
    `,
    `
    # pgssl: openssl=3 platform=windows
    local all all peer
    `,
    `
    # pgssl: version=14
    local all all peer
    `,
    `
    # pgssl: version=14
    local all all peer
    `,
    `
    # pgssl-disable-next-line hba-trust-local
    local all all peer
    `,
    null,
  ],
  good: [
    `
    # pgssl: version=16 build=ssl,ldap openssl=3.5 user=postgres platform=posix
    local all all peer
    `,
  ],
};

/** What to report about a word that is no key, or no value of its key. */
export function unknownWord(word: UnknownWord): { message: string; detail: string } {
  const { text, key, form } = word;
  const meant = meantBy(word)?.trim();
  if (form === "pgssl:" || form === "pgssl-disable-next-line")
    return {
      message: `A comment that begins like this has no effect; ${form === "pgssl:" ? "write # pgssl: with a colon." : `did you mean # ${meant}?`}`,
      detail:
        form === "pgssl:"
          ? "After the colon follow keys with values: # pgssl: version=16 openssl=3"
          : "# pgssl-disable-next-line RULE suppresses a rule on the next line, # pgssl-disable-file RULE in the file.",
    };
  const what = form ?? (key ? `a value of ${key.name}` : "a key of this comment");
  const names = commentKeys.map(({ name }) => name);
  const choices = key?.values
    ? `the values are ${listed(key.values, "and")}`
    : `the keys are ${listed(names, "and")}`;
  const advice = meant === undefined ? choices : `did you mean ${meant}?`;
  return {
    message: `${shown(text)} is not ${what} and has no effect; ${advice}${meant === undefined ? "." : ""}`,
    detail: (key ? [key] : commentKeys)
      .map((one: CommentKey) => `${one.name}: ${one.meaning}${valuesInWords(one)}`)
      .join("\n"),
  };
}

/** What to report about a `# pgssl:` comment below the top of a file. */
export function uselessComment(span: Span): Finding {
  return toFinding(
    directiveUnknown,
    span,
    "This comment has no effect here; move it above the first line that is not a comment.",
  );
}

/** The key or value that a mistyped one most likely means; of a list, its known words and what the others mean. */
function meantBy({ text, key, form, meant }: UnknownWord): string | undefined {
  if (form) return meant;
  if (!key)
    return nearest(
      text,
      commentKeys.map(({ name }) => name),
    );
  const values = key.values ?? [];
  if (/^\d/.test(text)) return values.filter((value) => isOlder(value, text)).at(-1);
  if (!key.isList) return nearest(text, values);
  const words = text.split(",").map((word) => (values.includes(word) ? word : nearest(word, values)));
  const known = [...new Set(words.filter((word) => word !== undefined))];
  return known.length > 0 ? known.join(",") : undefined;
}

/** Whether a version is of the same major version as another one, and not newer: `3` for `3.0.13`, `16` for `16.2`. */
function isOlder(version: string, other: string): boolean {
  const [a, b] = [Number.parseFloat(version), Number.parseFloat(other)];
  return Math.floor(a) === Math.floor(b) && a <= b;
}

function valuesInWords({ values }: CommentKey, mark = ""): string {
  return values ? ` Values: ${values.map((value) => mark + value + mark).join(", ")}.` : "";
}
