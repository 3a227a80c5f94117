import type { Language } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { type AuthLine, firstWord, isPlainLine, scanAuthLine } from "../syntax/authLine.ts";
import { authReferences, mayNameFile } from "../syntax/authReference.ts";
import type { ConfLine } from "../syntax/conf/confLine.ts";
import { confReferences, scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { type Directive, mentionsPgssl, readDirective } from "../syntax/directive.ts";
import { mayHoldSecret, secretSpans } from "../syntax/secrets.ts";
import type { Records } from "./records.ts";

/** A file or folder that a record names and whose text belongs to the configuration. */
export interface FileReference {
  readonly kind: "tokens" | "include" | "include_if_exists" | "include_dir";
  readonly path: string;
  readonly span: Span;
}

/** What other records and files depend on in one record. */
export interface RecordSummary {
  readonly references?: readonly FileReference[];
  readonly directive?: Directive;
  /** pg_ident.conf: the line is a mapping; its fields are read from the text when they are needed. */
  readonly isMapping?: true;
  /** pg_hba.conf: the record requires a client certificate. */
  readonly requestsCertificate?: true;
  /** The record may hold a password or another secret (`secretSpans`). */
  readonly mayHoldSecret?: true;
  /** pg_hosts.conf: the fields, as written. */
  readonly host?: AuthLine["fields"];
  /** postgresql.conf: an assignment that the grammar takes. */
  readonly setting?: {
    readonly name: string;
    readonly nameSpan: Span;
    readonly value: string;
    readonly valueSpan: Span;
  };
}

/** What is remembered of the text of one record. Records of which the same is to be remembered may share an entry. */
export interface Entry {
  readonly lineCount: number;
  /** What the rest of the project needs to know of it; absent for most records. */
  readonly summary?: RecordSummary;
}

/** Parses the record that starts at a line, as far as others depend on it. */
export function summarizeRecord(
  language: Language,
  lines: readonly string[],
  line: number,
  serverVersion: ServerVersion,
): Entry {
  if (language === "postgresql-conf") return summarizeConfLine(lines, line);
  const text = lines[line] ?? "";
  if (text.length < maxShortLine && isPlainLine(text) && !mayMatter(text) && !holdsSecret(language, text)) {
    if (isBlankOrComment(text)) return blankEntry;
    if (language === "pg-hba") return requestsCertificate(text) ? requestingEntry : plainEntry;
    if (language === "pg-ident" && firstWord(text, serverVersion) !== undefined) return mappingEntry;
  }
  const scanned = scanAuthLine(lines, line, serverVersion);
  const { lineCount, fields, comment } = scanned;
  const references = authReferences(scanned, serverVersion);
  const directive = comment && readDirective(scanned.text.slice(comment.start, comment.end), comment.start);
  const host = language === "pg-hosts" && fields.length > 0 && references.length === 0 ? fields : undefined;
  return toEntry(lineCount, {
    ...(references.length > 0 && { references }),
    ...(directive && { directive }),
    ...(language === "pg-hba" && requestsCertificate(scanned.text) && requestingEntry.summary),
    ...(language === "pg-ident" && fields.length > 0 && mappingEntry.summary),
    ...(host && { host }),
    ...(holdsSecret(language, scanned.text) && { mayHoldSecret: true }),
  });
}

/** The map that the record of pg_ident.conf which starts on a line belongs to; `undefined` on other lines. */
export function identMapAt({ document, entries, serverVersion }: Records, line: number): string | undefined {
  const entry = entries[line];
  const { lines } = document;
  if (entry === mappingEntry) return firstWord(lines[line] ?? "", serverVersion);
  return entry?.summary?.isMapping && scanAuthLine(lines, line, serverVersion).fields[0]?.tokens[0]?.text;
}

function summarizeConfLine(lines: readonly string[], line: number): Entry {
  const text = lines[line] ?? "";
  if (!text.endsWith("\n")) return toConfEntry(scanConfLine(lines, line));
  if (isBlankOrComment(text) && !mentionsPgssl(text)) return blankEntry;
  return toConfEntry(scanConfLine(lines, line));
}

function toConfEntry(scanned: ConfLine): Entry {
  const { name, value, comment, syntaxError, lineCount } = scanned;
  const reference = confReferences(scanned);
  const directive = comment && readDirective(scanned.text.slice(comment.start, comment.end), comment.start);
  const setting =
    name && value && !syntaxError && !reference
      ? { name: name.text, nameSpan: name.span, value: value.text, valueSpan: value.span }
      : undefined;
  const isSecret = holdsSecret("postgresql-conf", scanned.text);
  if (setting && !directive && !isSecret) return { lineCount, summary: { setting } };
  return toEntry(lineCount, {
    ...(reference && { references: [reference] }),
    ...(directive && { directive }),
    ...(setting && { setting }),
    ...(isSecret && { mayHoldSecret: true }),
  });
}

function toEntry(lineCount: number, summary: RecordSummary): Entry {
  for (const _ in summary) return { lineCount, summary };
  return { lineCount };
}

/** On every line of a record but its first. */
export const continuation: Entry = { lineCount: 0 };

/** A blank line or an ordinary comment: nothing to check. */
export const blankEntry: Entry = { lineCount: 1 };

/** One entry for all such records of one line, since there may be many. */
const plainEntry: Entry = { lineCount: 1 };
const requestingEntry: Entry = { lineCount: 1, summary: { requestsCertificate: true } };
const mappingEntry: Entry = { lineCount: 1, summary: { isMapping: true } };

/** Whether a record of pg_hba.conf looks like one that requires a client certificate. */
function requestsCertificate(text: string): boolean {
  return text.includes("cert") && /^\s*hostssl\s[^#]*\s(?:cert|clientcert=(?:verify|1))/.test(text);
}

/** Early versions refuse words of some 10,000 bytes and even comments of some 20,000; a character has three at most. */
const maxShortLine = 3000;

/** Whether a line needs a full scan before it is checked: it may name a file or have a pgssl comment. */
function mayMatter(text: string): boolean {
  return mayNameFile(text) || mentionsPgssl(text);
}

function holdsSecret(language: Language, text: string): boolean {
  return mayHoldSecret(text) && secretSpans(language, text).length > 0;
}

/** Whether a line holds no record: blanks, or a comment. */
export function isBlankOrComment(line: string): boolean {
  for (let offset = 0; offset < line.length; offset++) {
    const code = line.charCodeAt(offset);
    if (code === 0x23) return true;
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a)
      return code === 0x0d && /^\r+\n?$/.test(line.slice(offset));
  }
  return true;
}
