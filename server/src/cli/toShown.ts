import { dirname } from "node:path";
import { excerptOf, type LanguageService, reloadInWords, type Snapshot } from "../core/index.ts";
import type { Diagnostic, OfferedFix } from "../core/model/diagnostic.ts";
import type { Outcome } from "../core/model/outcome.ts";
import { lineCounter, type ShownFile, type ShownFinding } from "./checkedFile.ts";
import { displayPath } from "./displayPath.ts";

/** What a terminal shows of a file beside the findings: their lines and ways out, and what the server would do with its cluster. */
export async function toShown(
  service: LanguageService,
  snapshot: Snapshot,
  diagnostics: readonly Diagnostic[],
  outcome: Outcome | undefined,
): Promise<ShownFile> {
  const { uri, lines } = snapshot.records.document;
  const fixes = diagnostics.length > 0 ? await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER) : [];
  const offered = new Map<string, OfferedFix[]>();
  for (const fix of fixes) {
    const key = keyOf(fix.diagnostic);
    offered.set(key, [...(offered.get(key) ?? []), fix]);
  }
  const count = lineCounter(lines);
  const findings = diagnostics.map((diagnostic): ShownFinding => {
    const excerpt = excerptOf(snapshot, diagnostic.line, diagnostic.span);
    const [best, ...others] = offered.get(keyOf(diagnostic)) ?? [];
    const safe = [best, ...others].find((fix) => fix?.safe && fix.edits);
    const help = (safe ?? best)?.action?.command ?? (safe ?? best)?.title;
    return {
      ...(excerpt && { excerpt: { ...excerpt, line: count(excerpt.line) + 1 } }),
      ...(help && { help }),
      isFixable: safe !== undefined,
    };
  });
  if (!outcome) return { findings };
  const reload = reloadInWords(outcome.reload);
  return {
    findings,
    folder: dirname(displayPath(uri)),
    stopping: outcome.stopping,
    named: new Set(snapshot.cluster.fileUses.map(({ file }) => file.uri)).size,
    ...(reload && { reload }),
  };
}

function keyOf({ rule, line, span }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end}`;
}
