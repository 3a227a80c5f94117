import { heldTexts, hostLanguageOfPath } from "../../core/index.ts";
import type { PemFile, Pki } from "../../core/pki.ts";
import { decodeText } from "../../disk/nodeHost.ts";

/** The head of what kubectl, helm and the like print. */
const manifestHead = /^(?:\ufeff)?\s*(?:---|#|[{]|apiVersion:|kind:|items:|data:|metadata:)/;

/** What was read of a file: all of it, or what has a name in a manifest. */
export interface ReadPart {
  readonly name?: string;
  readonly file: PemFile;
}

/**
 * What a file holds: it is one of certificates and keys itself, or those in the Secrets and ConfigMaps of a manifest. A text says why there
 * is nothing.
 */
export async function readInspected(
  path: string,
  bytes: Uint8Array,
  pki: Pki,
): Promise<readonly ReadPart[] | string> {
  const language = manifestLanguage(path, bytes);
  if (!language) return [{ file: pki.decode(bytes) }];
  const texts = await heldTexts(decodeText(bytes), language);
  if (!texts) return "is too large for a manifest";
  if (texts.length === 0) return "has no certificate, key or CRL in a Secret or ConfigMap";
  return texts.map(({ name, text }) => ({ name, file: pki.decode(Buffer.from(text)) }));
}

/** The language of a manifest by the name of the file, or by the head of standard input. */
function manifestLanguage(path: string, bytes: Uint8Array): "yaml" | "json" | undefined {
  const [named, head] = [hostLanguageOfPath(path), decodeText(bytes.subarray(0, 200))];
  if (named === "yaml" || named === "json") return named;
  if (path !== "-" || !manifestHead.test(head) || head.startsWith("-----")) return undefined;
  return head.trimStart().startsWith("{") ? "json" : "yaml";
}
