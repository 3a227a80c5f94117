import type { Diagnostic, Fix } from "../model/diagnostic.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import type { FixContext } from "./rule.ts";

/** A fix that adds a line to postgresql.conf after the one of the finding. */
export function addLine(title: string, line: string, finding: Diagnostic, target: FixContext): Fix[] {
  if (!("lineCount" in target.record && "text" in target.record)) return [];
  const end = trimEndOf(target.record.text, "\r\n").length;
  const place = { uri: finding.uri, line: finding.line, span: { start: end, end } };
  return [{ title, edits: [{ place, newText: `\n${line}` }] }];
}
