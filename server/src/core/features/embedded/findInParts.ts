import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { LanguageService } from "../languageService.ts";
import { isGap } from "./carrierGap.ts";
import { silencedIn } from "./commentedHost.ts";
import { findingAtHost } from "./findingAtHost.ts";

/** A finding of a part, and the same at its place in the host document. */
export interface PlacedFinding {
  readonly part: OpenFile;
  readonly found: Diagnostic;
  readonly shown: Diagnostic;
}

/** The findings of the parts that are shown, each with its place in the host document. */
export async function findInParts(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly PlacedFinding[]> {
  const placed: PlacedFinding[] = [];
  for (const cluster of state.clusters) {
    const parts = state.files.filter((part) => part.cluster === cluster);
    const found = await diagnoseParts(parts, inner);
    const certain =
      cluster.version || found.length === 0
        ? found
        : await holdingEverywhere(found, documents.inOtherVersions(uri, state, cluster), inner);
    for (const { part, finding } of certain) {
      const shown = findingAtHost(finding, part, uri, state);
      // Of several records that a carrier adds, the first that lets clients in says it.
      const isRepeated =
        isGap(finding, part) && placed.some((one) => one.part === part && isGap(one.found, part));
      if (shown && !isRepeated) placed.push({ part, found: finding, shown });
    }
  }
  return placed;
}

/** Those that no comment of the document silences. */
export async function shownInParts(
  ...given: Parameters<typeof findInParts>
): Promise<readonly PlacedFinding[]> {
  const isSilenced = silencedIn(given[1]);
  return (await findInParts(...given)).filter(({ shown }) => !isSilenced(shown));
}

interface PartFinding {
  readonly part: OpenFile;
  readonly finding: Diagnostic;
}

async function diagnoseParts(parts: readonly OpenFile[], inner: LanguageService): Promise<PartFinding[]> {
  const found: PartFinding[] = [];
  const main = parts.find(({ file }) => file.language === "postgresql-conf");
  if (main) await inner.summary(main.uri);
  // A server reads no part in whose place another file was brought to it.
  const read = new Set(main && parts.some(({ cluster }) => cluster.mappings) ? inner.members(main.uri) : []);
  for (const part of parts.filter(({ uri }) => read.size === 0 || read.has(uri)))
    for (const finding of (await inner.diagnose(part.uri)) ?? []) found.push({ part, finding });
  return found;
}

/** The findings that hold for the other versions as well. */
async function holdingEverywhere(
  found: readonly PartFinding[],
  versions: readonly (readonly OpenFile[])[],
  inner: LanguageService,
): Promise<readonly PartFinding[]> {
  let rest = found;
  for (const parts of versions) {
    if (rest.length === 0) return [];
    const here = new Set((await diagnoseParts(parts, inner)).map(keyOf));
    rest = rest.filter((one) => here.has(keyOf(one)));
  }
  return rest;
}

function keyOf({ part, finding: { rule, line, span } }: PartFinding): string {
  return `${part.file.language} ${rule} ${line} ${span.start} ${span.end}`;
}
