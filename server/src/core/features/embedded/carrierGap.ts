import { carrierInWords } from "../../carriers/carrierInWords.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { Place } from "../../model/span.ts";
import { hbaCleartextGap } from "../../rules/hbaCleartextGap.ts";
import { addedInWords } from "./addedInWords.ts";

/** Whether a finding is about a record of the carrier's that lets clients in without TLS. */
export function isGap(
  { line, rule }: Pick<Finding, "rule"> & Pick<Place, "line">,
  { file }: OpenFile,
): boolean {
  return file.added.has(line) && rule === hbaCleartextGap.id;
}

/** The words about a record of the carrier's that lets clients in without TLS. */
export function gapInWords(part: OpenFile, line: number): Required<Pick<Finding, "message" | "detail">> {
  return {
    message: `${addedInWords(part, line)}: clients without TLS get in. End with ${refusePlain}.`,
    detail: `A hostssl record, with reject as well, matches only connections with TLS: others go on to the records below, and ${carrierInWords(part.cluster.carrier)} writes one that admits them with a password. Clients with sslmode=disable, and with the default prefer where TLS is refused, are admitted without TLS.`,
  };
}

/** The record that lets no client in without TLS. */
export const refusePlain = "hostnossl all all all reject";
