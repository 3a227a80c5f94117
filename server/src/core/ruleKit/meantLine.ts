import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import { confLineOf } from "./confLineOf.ts";
import { configurationRefused, isQuotable } from "./confProblems.ts";
import { meantAssignment, plainQuotes } from "./meantAssignment.ts";
import type { FixContext, Report } from "./rule.ts";
import { replaceText } from "./textFix.ts";
import { shown } from "./words.ts";

/** A statement that the server cannot read, and what was meant by it: an assignment, or a comment behind a sign like `#`. */
export function meantLine(
  statement: ConfStatement,
  version: ServerVersion,
): { readonly span: Span; readonly text: string; readonly name?: string } | undefined {
  const { text } = statement;
  const start = text.search(/\S/);
  if (text[start] === "\uff03") return { span: { start, end: start + 1 }, text: "#" };
  return meantAssignment(statement, version);
}

/** Reports what the server cannot read, with what was meant; `false` where that cannot be made out. */
export function reportMeantLine(
  statement: ConfStatement,
  version: ServerVersion,
  span: Span,
  report: Report,
): boolean {
  const meant = meantLine(statement, version);
  if (!meant) return false;
  const mayQuote = isQuotable(meant.name ?? "", statement.text);
  const found =
    mayQuote && span.end - span.start <= 30 ? shown(statement.text.slice(span.start, span.end)) : "this";
  const way =
    meant.text === "#"
      ? "start the comment with #"
      : mayQuote && meant.text.length <= 60
        ? `write ${meant.text}`
        : "write it as NAME = VALUE";
  report(span, `The server cannot read ${found}; ${way}.`, { refusal: configurationRefused() });
  return true;
}

/** The fix of what `reportMeantLine` reports. */
export function meantLineFix(target: FixContext) {
  const line = confLineOf(target);
  const meant = line && meantLine(line, target.context.serverVersion);
  if (!meant) return undefined;
  const title =
    meant.text === "#"
      ? "Make it a comment"
      : meant.text.length <= 40
        ? `Change to ${meant.text}`
        : `Write it as ${meant.name} = …`;
  return replaceText(target, title, meant.span, meant.text);
}

/** Whether a value is written so that the server reads what was meant as soon as it is in quotes. */
export function isMeantAsWritten(
  statement: ConfStatement,
  version: ServerVersion,
  unquoted: string,
): boolean {
  const meant = meantAssignment(statement, version);
  if (!meant) return !plainQuotes(unquoted).startsWith("'");
  return (
    meant.name.toLowerCase() === statement.name?.text.toLowerCase() &&
    meant.value.toLowerCase() === unquoted.toLowerCase()
  );
}
