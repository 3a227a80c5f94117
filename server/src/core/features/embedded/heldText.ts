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

/** Where such a text is named, in the document or in one beside it. */
export async function findHeldText(documents: EmbeddedDocuments, uri: string): Promise<Place | undefined> {
  const own = placeOfHeldText(documents, uri);
  const { host, text } = heldText(documents, uri);
  if (own || !text || host === undefined) return own;
  for (const beside of await documents.besides(host))
    for (const { path, text: other, place } of beside.state.clusters.flatMap(({ mounted = [] }) => mounted))
      if (path === text.path && other === text.text && isHere(place))
        return { uri: beside.host, ...lineSpan(beside.state.starts, place) };
  return undefined;
}

/** Where such a text is named; `undefined` where that is another file, and for any other URI. */
export function placeOfHeldText(documents: EmbeddedDocuments, uri: string): Place | undefined {
  const { host, state, text } = heldText(documents, uri);
  return text && isHere(text.place) && state && host !== undefined
    ? { uri: host, ...lineSpan(state.starts, text.place) }
    : undefined;
}

function heldText(documents: EmbeddedDocuments, uri: string) {
  const [, index, path] = heldUri.exec(uri) ?? [];
  const { host, state } = documents.holding(uri) ?? {};
  return { host, state, text: state?.clusters[Number(index)]?.mounted?.find((one) => one.path === path) };
}
