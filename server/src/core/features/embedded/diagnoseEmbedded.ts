import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { byPlace } from "../../model/span.ts";
import type { LanguageService } from "../languageService.ts";
import { findInParts } from "./findInParts.ts";
import { findProblems } from "./findProblems.ts";
import { withoutRepeats } from "./withoutRepeats.ts";

/** What is wrong in a host document: in its parts, and in how it holds them. */
export async function diagnoseEmbedded(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly Diagnostic[]> {
  const placed = withoutRepeats(await findInParts(uri, state, documents, inner), ({ shown }) => shown);
  const own = findProblems(uri, state, inner.settings.rules, placed);
  return [...placed.map(({ shown }) => shown), ...own.map(({ diagnostic }) => diagnostic)].sort(byPlace);
}
