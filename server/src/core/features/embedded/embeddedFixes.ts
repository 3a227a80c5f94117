import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Fix, OfferedFix } from "../../model/diagnostic.ts";
import type { LanguageService } from "../languageService.ts";
import type { AtHosts } from "./atHosts.ts";
import { isGap, refusePlain } from "./carrierGap.ts";
import { type PlacedFinding, shownInParts } from "./findInParts.ts";
import { withoutQuotes } from "./findingAtHost.ts";
import { findProblems } from "./findProblems.ts";
import { lineSpan } from "./places.ts";
import { withoutRepeats } from "./withoutRepeats.ts";

/** The ways out of what is wrong between two lines of a host document, as edits of it; those that it cannot take are left out. */
export async function findEmbeddedFixes(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
  hosts: AtHosts,
  firstLine: number,
  lastLine: number,
): Promise<readonly OfferedFix[]> {
  const shown = await shownInParts(uri, state, documents, inner);
  const placed = withoutRepeats(shown, (one) => one.shown).filter(
    ({ shown: { line } }) => line >= firstLine && line <= lastLine,
  );
  const offered: OfferedFix[] = [];
  for (const one of placed.slice(0, Math.max(minFindings, maxWork / state.source.length))) {
    for (const { title, edits, ...fix } of await fixesOf(one, inner)) {
      const own = edits && (await hosts.edits(edits));
      if (own)
        offered.push({ ...fix, title: withoutQuotes(title, one.part), edits: own, diagnostic: one.shown });
    }
  }
  for (const { append, wayOut, place, diagnostic } of findProblems(uri, state, inner.settings.rules)) {
    if (diagnostic.line < firstLine || diagnostic.line > lastLine) continue;
    if (wayOut) {
      const edits = wayOut.edits.map(({ newText, ...at }) => ({
        place: { uri, ...lineSpan(state.starts, at) },
        newText,
      }));
      offered.push({ title: wayOut.title, edits, diagnostic });
    }
    if (append === undefined) continue;
    const part = state.files.find(({ file }) => file.place.from === place.from && file.entries.length > 0);
    const last = part?.file.entries.at(-1);
    if (!part || !last) continue;
    const at = { uri: part.uri, line: last.line + last.count, span: { start: 0, end: 0 } };
    const edits = await hosts.edits([{ place: at, newText: `${append}\n` }]);
    if (edits) offered.push({ title: `Add "${append}"`, edits, diagnostic });
  }
  return offered;
}

/** UTF-16 units that are read for all edits together: each embeds the document again, and one line may have 10,000 findings. */
const maxWork = 1_000_000;
/** Findings for which ways out are looked for however large the document is. */
const minFindings = 5;

async function fixesOf({ part, found }: PlacedFinding, inner: LanguageService): Promise<readonly Fix[]> {
  if (isGap(found, part)) return refuseAtEnd(part);
  // What is wrong with a certificate or key in the document is no edit of our files.
  if (part.file.added.has(found.line)) return [];
  const fixes = await inner.fixes(part.uri, found.line, found.line);
  return fixes
    .filter(
      ({ diagnostic: { rule, line, span } }) =>
        rule === found.rule && line === found.line && span.start === found.span.start,
    )
    .map(({ diagnostic, ...fix }) => fix);
}

function refuseAtEnd({ uri, file }: OpenFile): readonly Fix[] {
  const last = file.entries.at(-1);
  if (!last) return [];
  const place = { uri, line: last.line + last.count, span: { start: 0, end: 0 } };
  return [
    { title: `Add "${refusePlain}" as the last item`, edits: [{ place, newText: `${refusePlain}\n` }] },
  ];
}
