import type { Language } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { type AuthLine, isPlainLine, scanAuthLine } from "../syntax/authLine.ts";
import { authReferences } from "../syntax/authReference.ts";
import type { ConfLine } from "../syntax/conf/confLine.ts";
import { confReferences, scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { type Directive, readDirective } from "../syntax/directive.ts";
import { isShared, LineMemory } from "./lineMemory.ts";
import { blankEntry, type Entry } from "./recordIndex.ts";

/** A file or folder that a record names and whose text belongs to the configuration. */
export interface FileReference {
  readonly kind: "tokens" | "include" | "include_if_exists" | "include_dir";
  readonly path: string;
  readonly span: Span;
}

/** What other records and files depend on in one record. */
export interface Digest {
  readonly references?: readonly FileReference[];
  readonly directive?: Directive;
  /** pg_ident.conf: the name of the map. */
  readonly identMap?: string;
  /** pg_ident.conf: the whole line, which tells who may be whom. */
  readonly identLine?: string;
  /** pg_hba.conf: the record asks for a client certificate. */
  readonly asksForCertificate?: true;
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

/** Parses the record that starts at a line, as far as others depend on it. */
export function digestRecord(
  language: Language,
  lines: readonly string[],
  line: number,
  serverVersion: ServerVersion,
): Entry {
  if (language === "postgresql-conf") return digestConfLine(lines, line);
  const text = lines[line] ?? "";
  if (isPlainLine(text) && !mayMatter.test(text)) {
    if (isBlankOrComment(text) && text.length < maxShortLine) return blankEntry;
    if (language === "pg-hba") return toEntry(1, asksForCertificate.test(text) ? asking : noDigest);
  }
  const scanned = scanAuthLine(lines, line, serverVersion);
  const { lineCount, fields, comment } = scanned;
  const references = authReferences(scanned, serverVersion);
  const directive = comment && readDirective(scanned.text.slice(comment.start, comment.end), comment.start);
  const identMap = language === "pg-ident" ? fields[0]?.tokens[0]?.text : undefined;
  const host = language === "pg-hosts" && fields.length > 0 && references.length === 0 ? fields : undefined;
  if (identMap !== undefined && references.length === 0 && !directive)
    return { lineCount, digest: { identMap, identLine: scanned.text }, findings: undefined };
  return toEntry(lineCount, {
    ...(references.length > 0 && { references }),
    ...(directive && { directive }),
    ...(language === "pg-hba" && asksForCertificate.test(scanned.text) && asking),
    ...(identMap !== undefined && { identMap, identLine: scanned.text }),
    ...(host && { host }),
  });
}

function digestConfLine(lines: readonly string[], line: number): Entry {
  const text = lines[line] ?? "";
  if (!text.endsWith("\n")) return toConfEntry(scanConfLine(lines, line));
  if (isBlankOrComment(text) && !text.includes("pgssl")) return blankEntry;
  if (!isShared(lines, text)) return toConfEntry(scanConfLine(lines, line));
  const known = confLines.get(text) ?? confLines.add(text, (copy) => toConfEntry(scanConfLine([copy], 0)));
  return { ...known };
}

/** What is taken from lines of postgresql.conf, whatever cluster they belong to. */
const confLines = new LineMemory<Entry>();

function toConfEntry(scanned: ConfLine): Entry {
  const { name, value, comment, syntaxError, lineCount } = scanned;
  const reference = confReferences(scanned);
  const directive = comment && readDirective(scanned.text.slice(comment.start, comment.end), comment.start);
  const setting =
    name && value && !syntaxError && !reference
      ? { name: name.text, nameSpan: name.span, value: value.text, valueSpan: value.span }
      : undefined;
  if (setting && !directive) return { lineCount, digest: { setting }, findings: undefined };
  return toEntry(lineCount, {
    ...(reference && { references: [reference] }),
    ...(directive && { directive }),
    ...(setting && { setting }),
  });
}

/** Has room for the findings from the start: adding a property to an object later doubles its size. */
function toEntry(lineCount: number, digest: Digest): Entry {
  for (const _ in digest) return { lineCount, digest, findings: undefined };
  return { lineCount, findings: undefined };
}

const noDigest: Digest = {};
/** One for all such records, since there may be many. */
const asking: Digest = { asksForCertificate: true };

/** What a record of pg_hba.conf that asks for a client certificate looks like. */
const asksForCertificate = /^\s*hostssl\s[^#]*\s(?:cert|clientcert=(?:verify|1))/;

/** Version 13 refuses even comments of more than some 20,000 bytes; a character has three at most. */
const maxShortLine = 6000;

/** What makes a line worth a full scan before it is judged: it may name a file or speak to pgssl. */
const mayMatter = /[@\0]|include|pgssl/;

function isBlankOrComment(line: string): boolean {
  for (let offset = 0; offset < line.length; offset++) {
    const code = line.charCodeAt(offset);
    if (code === 0x23) return true;
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a)
      return code === 0x0d && /^\r+\n?$/.test(line.slice(offset));
  }
  return true;
}
