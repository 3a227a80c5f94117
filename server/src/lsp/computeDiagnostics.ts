import { createHash } from "node:crypto";
import type { Diagnostic } from "vscode-languageserver";
import { normalizeUri, toLspDiagnostic } from "./convert.ts";
import type { ServerContext } from "./serverContext.ts";

/** The diagnostics of a document, and an id that is the same as long as they are. */
export interface ComputedDiagnostics {
  readonly items: Diagnostic[];
  readonly resultId: string;
}

/** What is wrong in a document, open or not, as the client understands it. */
export async function computeDiagnostics(
  { service, capabilities, documents, reportSettingsFile }: ServerContext,
  uri: string,
): Promise<ComputedDiagnostics> {
  // A client may request them for whatever it shows; what an editor knows as another language is not ours to read.
  if (documents.get(uri)?.source === undefined && documents.get(uri)) return noDiagnostics;
  const found = (await service.diagnose(normalizeUri(uri))) ?? [];
  await reportSettingsFile(normalizeUri(uri));
  const { diagnostic, publishDiagnostics } = capabilities.textDocument ?? {};
  const canPoint = (diagnostic ?? publishDiagnostics)?.relatedInformation === true;
  const lines = new Map<string, readonly string[]>();
  for (const place of found.flatMap((one) => [one, ...(one.related ?? []).map((related) => related.place)])) {
    if (!lines.has(place.uri)) lines.set(place.uri, (await service.document(place.uri))?.lines ?? []);
  }
  const items = found.map((one) => toLspDiagnostic(one, (at) => lines.get(at) ?? [], canPoint));
  return { items, resultId: resultIdOf(items) };
}

/** Of a document that has no findings, or does not exist. */
export const noDiagnostics: ComputedDiagnostics = { items: [], resultId: resultIdOf([]) };

function resultIdOf(items: readonly Diagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("base64");
}
