import type { AuthContext } from "../cluster/context.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { patternFinding } from "../ruleKit/patternFinding.ts";
import { isPattern } from "../ruleKit/patternWords.ts";
import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";
import { quoteAuth } from "../syntax/quote.ts";
import { regexProblem } from "../syntax/regex/regexProblem.ts";

export const hbaRegexInvalid: Rule = {
  id: "hba-regex-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A database or user that starts with a slash is not a valid regular expression.",
  instead: "Correct the expression. A comma in it needs quotation marks around the whole word.",
  hba({ database, user, include }, context, report) {
    if (context.serverVersion < 16 || include) return;
    checkField(database, context, report);
    checkField(user, context, report);
  },
  fix({ span }, target) {
    const { record, context } = target;
    if (!("options" in record)) return [];
    const found = [record.database, record.user]
      .map((field) => cutPattern(field, context))
      .find((cut) => cut?.span.start === span.start);
    return found
      ? [replaceText(target, "Put the pattern in double quotes", span, quoteAuth(found.text))]
      : [];
  },
};

export const hbaRegexInvalidPage: RulePage = {
  why: "Since PostgreSQL 16 the server compiles such a word as a regular expression of PostgreSQL's own kind when it loads the file, quotation marks or not. If that fails, it refuses the whole file, with “invalid regular expression” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    # pgssl: version=18
    local "/^db(" all peer
    #     ^^^^^^^
    `,
    `
    # pgssl: version=18
    local all /\\p{L} peer
    #         ^^^^^^
    `,
    `
    # pgssl: version=18
    local all /^a{1,3}$ peer
    #         ^^^^^^^^^
    `,
  ],
  fixed: [
    null,
    null,
    `
    # pgssl: version=18
    local all "/^a{1,3}$" peer
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local "/^db[0-9]{1,3}$" all peer
    `,
    `
    # pgssl: version=15
    local "/^db(" all peer
    `,
  ],
};

function checkField(field: AuthField | undefined, context: AuthContext, report: Report): void {
  const cut = cutPattern(field, context);
  for (const token of field?.tokens ?? []) {
    if (token !== cut?.token) patternFinding(token, context, report);
    else
      report(cut.span, "A comma ends the pattern here; put the whole pattern in double quotes.", {
        detail: "What follows the comma is a name of its own.",
        refusal: fileRefused("invalid regular expression"),
      });
  }
}

/** A pattern that compiles only together with the words that commas cut off it. */
function cutPattern(field: AuthField | undefined, { serverVersion }: AuthContext) {
  const tokens = field?.tokens ?? [];
  const at = tokens.findIndex(({ text, quoted }) => !quoted && isPattern(text));
  const token = tokens[at];
  if (!token || !regexProblem(token.text.slice(1), serverVersion)) return undefined;
  for (let last = at + 1; last < Math.min(tokens.length, at + maxPieces); last++) {
    const pieces = tokens.slice(at, last + 1);
    if (pieces.some(({ quoted, file }) => quoted || file !== undefined)) return undefined;
    const text = pieces.map((piece) => piece.text).join(",");
    if (!regexProblem(text.slice(1), serverVersion))
      return { token, text, span: { start: token.span.start, end: pieces.at(-1)?.span.end ?? 0 } };
  }
  return undefined;
}

/** Commas beyond which nobody can say which were meant. */
const maxPieces = 8;
