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
  const byRule = new Map<string, Diagnostic>();
  for (const finding of findings.shown(uri)) {
    const { line, rule } = finding;
    if (from <= line && line <= lastLine && !byRule.has(`${line} ${rule}`))
      byRule.set(`${line} ${rule}`, finding);
  }
  return [...byRule.values()].flatMap((diagnostic) =>
    [onLine(snapshot, diagnostic), inFile(snapshot, diagnostic)].map((fix) => ({ ...fix, diagnostic })),
  );
}

/** A comment above the record, or one word more in the one that is there. */
function onLine({ records: { document } }: Snapshot, { uri, line, rule }: Diagnostic): Fix {
  const title = `Silence ${rule} here`;
  const above = document.lines[line - 1] ?? "";
  if (/^\s*#\s*pgssl-disable-next-line\s/.test(above)) return addWord(title, uri, line - 1, above, rule);
  const indent = /^[ \t]*/.exec(document.lines[line] ?? "")?.[0] ?? "";
  return addLine(title, uri, line, `${indent}# pgssl-disable-next-line ${rule}\n`);
}

/** The same at the top of the file. */
function inFile({ records: { document, marked } }: Snapshot, { uri, rule }: Diagnostic): Fix {
  const title = `Silence ${rule} in this file`;
  const line = marked.find((at) => /^\s*#\s*pgssl-disable-file\s/.test(document.lines[at] ?? ""));
  if (line !== undefined) return addWord(title, uri, line, document.lines[line] ?? "", rule);
  return addLine(title, uri, 0, `# pgssl-disable-file ${rule}\n`);
}

function addLine(title: string, uri: string, line: number, newText: string): Fix {
  return { title, edits: [{ place: { uri, line, span: { start: 0, end: 0 } }, newText }] };
}

function addWord(title: string, uri: string, line: number, text: string, rule: string): Fix {
  const end = trimEndOf(text, " \t\r\n").length;
  return { title, edits: [{ place: { uri, line, span: { start: end, end } }, newText: ` ${rule}` }] };
}
