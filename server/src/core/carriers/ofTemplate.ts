import { splitLines } from "../model/lines.ts";
import { readTemplate } from "../syntax/template.ts";
import type { EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "./carrier.ts";

/** What an entry says by itself, whatever a template fills in elsewhere. */
const problemsOfEntries: ReadonlySet<EmbeddedProblem["kind"]> = new Set([
  "entry-type",
  "setting-fixed",
  "setting-misplaced",
  "value-cut",
  "list-is-text",
  "escape-unknown",
  "mode-unknown",
  "pooler-record",
  "left-out",
]);

/**
 * A cluster in a template, as far as it is known: what is not written may be filled in, and of what is written the rest may be
 * left out. Ways out change lines around an entry, of which some may be the template's.
 */
export function asOfTemplate(cluster: EmbeddedCluster): EmbeddedCluster {
  return {
    ...cluster,
    knowsSettings: false,
    files: cluster.files.map((file) => ({
      ...file,
      isPartial: file.isPartial === true || file.entries.length === 0 || hasUnknownLines(file),
    })),
    problems: cluster.problems
      .filter(({ kind }) => problemsOfEntries.has(kind))
      .map(({ wayOut: _, ...problem }) => problem),
  };
}

/** Whether a template fills in lines of a file. */
export function hasUnknownLines({ text, language }: EmbeddedFile): boolean {
  return (
    (readTemplate(splitLines(text), { language, isNamed: false, hasOthers: true })?.unknown.size ?? 0) > 0
  );
}
