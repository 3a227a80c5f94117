import { findSetting, type Setting } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";
import { readInteger } from "../syntax/conf/readNumber.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { quoteConf, writeConf } from "../syntax/quote.ts";
import { meantBoolean } from "./meantBoolean.ts";
import { meantProtocol } from "./meantProtocol.ts";
import { settingOfOthers } from "./meantSetting.ts";
import { plainText } from "./plainText.ts";

/** What a line of postgresql.conf was meant to say. */
export interface MeantAssignment {
  /** The statement as it is written, without the comment behind it. */
  readonly span: Span;
  /** What to write in its place. */
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

/**
 * The assignment that a line means which is written as shells, SQL, YAML or the configuration of other programs write it, or
 * with characters that only look like the right ones; `undefined` where its setting or value cannot be made out.
 */
export function meantAssignment(
  statement: ConfStatement,
  version: ServerVersion,
): MeantAssignment | undefined {
  const span = statementSpan(statement.text);
  const written = statement.text.slice(span.start, span.end);
  if (written.length > maxLength) return undefined;
  const [, givenName = "", givenValue = ""] = form.exec(plainQuotes(written)) ?? [];
  const setting = settingNamed(givenName, version);
  const value = setting && meantValue(setting, givenValue);
  if (!setting || value === undefined) return undefined;
  const isName = setting.requestedName !== undefined && !settingOfOthers(givenName, version);
  const name = isName ? givenName : setting.name;
  const text = `${name} = ${setting.type === "string" ? quoteConf(value) : writeConf(value)}`;
  return scanConfLine([text], 0).syntaxError ? undefined : { span, text, name, value };
}

/** A text with plain characters and single quotes in place of what only looks like them. */
export function plainQuotes(text: string): string {
  return (plainText(text) ?? text).replace(/[\u2018-\u201f\u00ab\u00bb`\u00b4\u2032\u2033]/g, "'");
}

const maxLength = 400;

/** Words around an assignment, its name, what people write in place of `=`, and its value. */
const form =
  /^(?:[-*]\s+|\$)?(?:(?:export|declare|(?:alter\s+system\s+)?set(?:\s+(?:global|persist|session|local))?|-c)\s+)?["'<[{]?([A-Za-z][\w-]*)["'>\]}]?(?:\s*(?:=>|[:=]\s*=*)\s*|\s+to\s+|\s+)([^\s=:>](?:.*\S)?)\s*$/i;

function statementSpan(text: string): Span {
  const end = commentStart(text) ?? text.length;
  const start = /^\s*/.exec(text)?.[0].length ?? 0;
  return { start, end: Math.max(start, text.slice(0, end).trimEnd().length) };
}

/** Where a comment starts that is outside of quotes; in a broken line that is a `#` behind whole pairs of them. */
function commentStart(text: string): number | undefined {
  let quotes = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'" || text[at] === '"') quotes++;
    if (text[at] === "#" && quotes % 2 === 0) return at;
  }
  return undefined;
}

function settingNamed(name: string, version: ServerVersion): Setting | undefined {
  const own = findSetting(name, version) ?? findSetting(name.replaceAll("-", "_"), version);
  const other = own ? undefined : settingOfOthers(name, version);
  return own ?? (other === undefined ? undefined : findSetting(other, version));
}

function meantValue(setting: Setting, given: string): string | undefined {
  const value = trimEndOf(given, ";,")
    .replace(/^(["'])(.*)\1$/, "$2")
    .replace(/^([^"']*)["']$/, "$1")
    .trim();
  if (value === "" || /["']/.test(value)) return undefined;
  switch (setting.type) {
    case "bool":
      return readBoolean(value) === undefined ? meantSwitch(value) : value.toLowerCase();
    case "enum":
      return meantChoice(setting, value);
    case "string":
      return value;
    default:
      return /^\d+ ?[A-Za-z]*$/.test(value) && readInteger(value) ? value.replace(" ", "") : undefined;
  }
}

/** A Boolean, also with words behind it that are none. */
function meantSwitch(value: string): string | undefined {
  const [first = "", ...others] = value.split(/\s+/);
  return others.some((word) => meantBoolean(word)) ? undefined : meantBoolean(first);
}

function meantChoice({ name, values = [] }: Setting, value: string): string | undefined {
  if (name === "ssl_min_protocol_version") return meantProtocol(value, "lowest");
  if (name === "ssl_max_protocol_version") return meantProtocol(value, "highest");
  return values.find((choice) => choice.toLowerCase() === value.toLowerCase());
}
