import type { Findings } from "../check/checker.ts";
import { isAutoConf } from "../cluster/autoConf.ts";
import { recordLine } from "../cluster/records.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import type { Diagnostic, Fix, OfferedFix } from "../model/diagnostic.ts";
import { trimEndOf } from "../model/trimEndOf.ts";

/**
 * For each rule with a finding between two lines, the comments that turn it off there and in the file. None in a file that the server
 * writes.
 */
export function suppressions(
  snapshot: Snapshot,
  findings: Findings,
  firstLine: number,
  lastLine: number,
): readonly OfferedFix[] {
  const { records, hidden } = snapshot;
  const { uri } = records.document;
  if (hidden.isForeign(uri) || isAutoConf(uri)) return [];
  const from = recordLine(records, firstLine);
  const shown = findings.shown(uri).filter(({ line }) => from <= line && line <= lastLine);
  return silencingComments({ lines: records.document.lines, marked: records.marked, mayIndent: true }, shown);
}

/** A text in which comments begin with `#`. */
export interface CommentableText {
  readonly lines: readonly string[];
  /** The lines with comments for pgssl. */
  readonly marked: readonly number[];
  /** Whether a comment may have blanks before it. */
  readonly mayIndent: boolean;
}

/** For each rule and line of findings of one document, the comments that turn the rule off there and in the file. */
export function silencingComments(
  text: CommentableText,
  findings: readonly Diagnostic[],
): readonly OfferedFix[] {
  const byRule = new Map<string, Diagnostic>();
  for (const finding of findings) {
    const key = `${finding.line} ${finding.rule}`;
    if (!byRule.has(key)) byRule.set(key, finding);
  }
  return [...byRule.values()].flatMap((diagnostic) =>
    [onLine(text, diagnostic), inFile(text, diagnostic)].map((fix) => ({ ...fix, diagnostic })),
  );
}

/** A comment above the record, or one word more in the one that is there. */
function onLine({ lines, mayIndent }: CommentableText, { uri, line, rule }: Diagnostic): Fix {
  const title = `Silence ${rule} here`;
  const above = lines[line - 1] ?? "";
  if (/^\s*#\s*pgssl-disable-next-line\s/.test(above)) return addWord(title, uri, line - 1, above, rule);
  const indent = (mayIndent && /^[ \t]*/.exec(lines[line] ?? "")?.[0]) || "";
  return addLine(title, uri, line, `${indent}# pgssl-disable-next-line ${rule}\n`);
}

/** The same at the top of the file. */
function inFile({ lines, marked }: CommentableText, { uri, rule }: Diagnostic): Fix {
  const title = `Silence ${rule} in this file`;
  const line = marked.find((at) => /^\s*#\s*pgssl-disable-file\s/.test(lines[at] ?? ""));
  if (line !== undefined) return addWord(title, uri, line, lines[line] ?? "", rule);
  return addLine(title, uri, 0, `# pgssl-disable-file ${rule}\n`);
}

function addLine(title: string, uri: string, line: number, newText: string): Fix {
  return { title, edits: [{ place: { uri, line, span: { start: 0, end: 0 } }, newText }] };
}

function addWord(title: string, uri: string, line: number, text: string, rule: string): Fix {
  const end = trimEndOf(text, " \t\r\n").length;
  return { title, edits: [{ place: { uri, line, span: { start: end, end } }, newText: ` ${rule}` }] };
}
