import { carrierInWords } from "../../carriers/carrierInWords.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import { lineOf } from "./places.ts";

/** `CloudNativePG adds "host all all all scram-sha-256" after your lines`. */
export function addedInWords(part: OpenFile, line: number): string {
  const where = whereAdded(part, line);
  return `${part.cluster.carrier.name} adds "${lineOf(part.file, line)}"${where && ` ${where}`}`;
}

/** A line of a part that is not written in its document: `a line that Patroni adds`. */
export function otherLineInWords({ cluster: { carrier }, file }: OpenFile, line: number): string {
  return file.elsewhere.has(line) ? "a line of another file" : `a line that ${carrierInWords(carrier)} adds`;
}

/** On which side of the user's lines a carrier adds one; empty where there are none. */
export function whereAdded({ file: { entries } }: OpenFile, line: number): string {
  const [first] = entries;
  return first ? `${line < first.line ? "before" : "after"} your lines` : "";
}
