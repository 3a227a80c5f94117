import type { Diagnostic } from "vscode-languageserver";
import { normalizeUri, toLspDiagnostic } from "./convert.ts";
import { resultIdOf } from "./resultId.ts";
import type { ServerContext } from "./serverContext.ts";

/** The diagnostics of a document. */
export interface ComputedDiagnostics {
  readonly items: Diagnostic[];
  /** The same as long as they are. It is computed when it is read, as a push after a keystroke needs none. */
  readonly resultId: string;
}

/** What is wrong in a document, open or not, as the client understands it. */
export async function computeDiagnostics(
  { service, capabilities, documents, reportSettingsFile }: ServerContext,
  uri: string,
): Promise<ComputedDiagnostics> {
  // A client may request them for whatever it shows; what an editor knows as another language is not ours to read.
  const open = documents.get(uri);
  if (open && !open.source) return noDiagnostics;
  const found = (await service.diagnose(normalizeUri(uri))) ?? [];
  await reportSettingsFile(normalizeUri(uri));
  const { diagnostic, publishDiagnostics } = capabilities.textDocument ?? {};
  const canPoint = (diagnostic ?? publishDiagnostics)?.relatedInformation === true;
  const lines = new Map<string, readonly string[]>();
  for (const place of found.flatMap((one) => [one, ...(one.related ?? []).map((related) => related.place)])) {
    if (!lines.has(place.uri)) lines.set(place.uri, (await service.document(place.uri))?.lines ?? []);
  }
  const items = found.map((one) => toLspDiagnostic(one, (at) => lines.get(at) ?? [], canPoint));
  return withResultId(items);
}

/** Of a document that has no findings, or does not exist. */
export const noDiagnostics: ComputedDiagnostics = withResultId([]);

function withResultId(items: Diagnostic[]): ComputedDiagnostics {
  return {
    items,
    get resultId() {
      return resultIdOf(JSON.stringify(items));
    },
  };
}
