import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Diagnostic, Fix, OfferedFix } from "../../model/diagnostic.ts";
import type { FixedRecord } from "../../ruleKit/textFix.ts";
import { correctComment, directiveUnknown } from "../../rules/directiveUnknown.ts";
import { shortenComment, suppressionUnused } from "../../rules/suppressionUnused.ts";
import { scanConfLine } from "../../syntax/conf/scanConfLine.ts";

/** The ways out of what is wrong with the comments for pgssl that have lines of a host document for themselves. */
export function commentFixes(
  { text: { lines }, comments }: HostState,
  found: readonly Diagnostic[],
): readonly OfferedFix[] {
  const own = new Set(comments.map(({ line }) => line));
  return found.flatMap((diagnostic) => {
    const { uri, line } = diagnostic;
    const text = lines[line] ?? "";
    if (!own.has(line) || !/^\s*#/.test(text)) return [];
    const target = {
      record: scanConfLine([text], 0),
      place: (span: Diagnostic["span"]) => ({ uri, line, span }),
    };
    return fixesOf(diagnostic, target).map((fix) => ({ ...fix, diagnostic }));
  });
}

function fixesOf({ rule, span }: Diagnostic, target: FixedRecord): readonly Fix[] {
  if (rule === suppressionUnused.id) return [shortenComment(span, target)];
  return rule === directiveUnknown.id ? correctComment(span, target) : [];
}
