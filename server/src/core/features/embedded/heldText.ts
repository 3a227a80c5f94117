import { isHere } from "../../carriers/hostSpan.ts";
import { embeddedScheme } from "../../cluster/uris.ts";
import type { EmbeddedDocuments } from "../../gather/embeddedDocuments.ts";
import type { Place } from "../../model/span.ts";
import { lineSpan } from "./places.ts";

/** Number of the cluster in its document, and the path in the container, of a file that a document holds the text of. */
const heldUri = new RegExp(`^${embeddedScheme}/\\d+/(\\d+)/held/\\d+(/.*)$`, "s");

/** Whether a URI is that of a certificate or key of a container whose text a manifest holds. */
export function isHeldText(uri: string): boolean {
  return heldUri.test(uri);
}

/** Where such a text is named; `undefined` where that is another file, and for any other URI. */
export function placeOfHeldText(documents: EmbeddedDocuments, uri: string): Place | undefined {
  const [, index, path] = heldUri.exec(uri) ?? [];
  const { host, state } = documents.holding(uri) ?? {};
  const text = state?.clusters[Number(index)]?.mounted?.find((one) => one.path === path);
  return text && isHere(text.place) && state && host !== undefined
    ? { uri: host, ...lineSpan(state.starts, text.place) }
    : undefined;
}
