import { LineMemory } from "../project/lineMemory.ts";
import type { Matching } from "./order/matching.ts";

/** Lines in which no rule found anything, with what they match if they are records of pg_hba.conf. */
export type FaultlessLines = LineMemory<{ readonly row: Matching | undefined }>;

/** Circumstances that are remembered; the clusters of one run differ in few of them. */
const maxCircumstances = 16;

const known = new Map<string, FaultlessLines>();

/** The lines that were judged under the same circumstances: all that the verdict on a line which names no file depends on. */
export function faultlessLines(circumstances: string): FaultlessLines {
  let lines = known.get(circumstances);
  if (!lines) {
    if (known.size >= maxCircumstances) known.clear();
    lines = new LineMemory();
    known.set(circumstances, lines);
  }
  return lines;
}
