import type { AuthContext } from "../cluster/context.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";

/** A word that the server reads as a regular expression, and what it is compared with. */
export interface PatternWord {
  readonly token: AuthToken;
  /** The text after the slash. */
  readonly pattern: string;
  readonly of: "database" | "user" | "system-user" | "database-user";
}

/** The regular expressions of a record: those of pg_ident.conf's system users always, the others since PostgreSQL 16. */
export function patternWords(record: HbaRecord | IdentRecord, { serverVersion }: AuthContext): PatternWord[] {
  if (record.include) return [];
  const found: PatternWord[] = [];
  if ("options" in record) {
    if (serverVersion < 16) return found;
    for (const token of record.database?.tokens ?? []) addPattern(found, token, "database");
    for (const token of record.user?.tokens ?? []) addPattern(found, token, "user");
  } else {
    addPattern(found, record.systemUser?.tokens[0], "system-user");
    if (serverVersion >= 16) addPattern(found, record.databaseUser?.tokens[0], "database-user");
  }
  return found;
}

function addPattern(found: PatternWord[], token: AuthToken | undefined, of: PatternWord["of"]): void {
  if (token && !token.isUnknown && isPattern(token.text))
    found.push({ token, pattern: token.text.slice(1), of });
}

/** Whether a word is a slash with something behind it. */
export function isPattern(text: string): boolean {
  return text.length > 1 && text.startsWith("/");
}

/**
 * A pattern as other languages write it between slashes, without the closing one and with its flags in PostgreSQL's notation;
 * `undefined` for any other.
 */
export function undelimited(pattern: string): string | undefined {
  const [, body, flags = ""] = /^(.*[^\\])\/([gimsuxy]{0,3})$/s.exec(pattern) ?? [];
  if (body === undefined) return undefined;
  return flags.includes("i") ? `(?i)${body}` : body;
}

interface ForeignEscape {
  readonly written: string;
  /** What it is in PostgreSQL. */
  readonly here: string;
  /** How PostgreSQL writes what it means elsewhere. */
  readonly instead: string;
}

const foreignEscapes: readonly ForeignEscape[] = [
  { written: "\\b", here: "a backspace", instead: "\\y" },
  { written: "\\B", here: "a backslash", instead: "\\Y" },
  { written: "\\<", here: "a less-than sign", instead: "\\m" },
  { written: "\\>", here: "a greater-than sign", instead: "\\M" },
];

/** Marks of a pattern as grep and sed have it without -E; a name hardly has such characters. */
const basic = /\\[|]|\\\{\d+(?:,\d*)?\\\}/;

/** What is plain text in PostgreSQL and means something elsewhere. */
const plainParts: readonly (ForeignEscape & { readonly mark: RegExp })[] = [
  {
    mark: /(?<!\[)\[:\w+:\](?!\])/,
    written: "[:class:]",
    here: "a set of these characters",
    instead: "[[:class:]]",
  },
  { mark: /\{,\d+\}/, written: "{,n}", here: "plain text", instead: "{0,n}" },
  { mark: basic, written: "\\|", here: "a plain character", instead: "(a|b){2} without backslashes" },
];

/** The first part of a pattern that means something else in most other languages. */
export function foreignEscape(pattern: string): ForeignEscape | undefined {
  for (const [written] of pattern.matchAll(/\\./g)) {
    const found = foreignEscapes.find((row) => row.written === written);
    if (found) return found;
  }
  return plainParts.find(({ mark }) => mark.test(pattern));
}

/** A pattern of another language in PostgreSQL's syntax: no delimiters, its own escapes. */
export function inOwnSyntax(pattern: string): string {
  const isBasic = basic.test(pattern);
  return (undelimited(pattern) ?? pattern)
    .replace(/\\./g, (written) =>
      isBasic && /[(){}|]/.test(written)
        ? written.slice(1)
        : (foreignEscapes.find((row) => row.written === written)?.instead ?? written),
    )
    .replace(/(?<!\[)\[:\w+:\](?!\])/g, "[$&]")
    .replace(/\{,(?=\d+\})/g, "{0,");
}
