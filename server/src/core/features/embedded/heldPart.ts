import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";

/** A part with the document that holds it. */
interface HeldPart {
  readonly host: string;
  readonly state: HostState;
  readonly part: OpenFile;
}

/** The part of a URI; nothing of it where the URI is no part's. */
export function heldPart(
  documents: EmbeddedDocuments,
  uri: string,
): HeldPart | Partial<Record<keyof HeldPart, undefined>> {
  const { host, state } = documents.holding(uri) ?? {};
  const part = state?.files.find((one) => one.uri === uri);
  return part && state && host !== undefined ? { host, state, part } : {};
}
