import type { FileEncoding } from "../cluster/cluster.ts";
import type { Records } from "../cluster/records.ts";
import { encodingFault } from "../model/encodingFault.ts";
import type { Facts } from "./facts.ts";

/** The faults of encoding of a cluster's documents, by the bytes on disk, also where an editor holds the document. */
export async function gatherEncodings(
  members: ReadonlyMap<string, Records>,
  facts: Facts,
): Promise<readonly FileEncoding[]> {
  const found: FileEncoding[] = [];
  for (const [uri, { document }] of members) {
    const { lines, language } = document;
    const text = await facts.text(uri);
    const fault = text && "text" in text ? encodingFault(text.text) : undefined;
    if (!fault) continue;
    // What the document shows as well has rules of its own.
    if (fault.kind === "byte-order-mark" && lines[0]?.startsWith("\ufeff")) continue;
    const line = Math.min(fault.line, Math.max(lines.length - 1, 0));
    const span = { start: 0, end: (lines[line] ?? "").trimEnd().length };
    found.push({ kind: fault.kind, place: { uri, line, span }, language });
  }
  return found;
}
