import type { Expiry } from "../../core/model/expiry.ts";

/** An expiry as the command line prints it. */
export interface ClusterExpiry extends Omit<Expiry, "uri"> {
  /** The folder of the cluster's postgresql.conf. */
  readonly cluster: string;
  readonly path: string;
}

/** The words for a kind. */
export const kindInWords = { certificate: "certificate", crl: "CRL" } as const;

/** A moment in the form of RFC 3339; that of a broken date is the beginning of time. */
export function toMoment(milliseconds: number): string {
  const date = new Date(Number.isNaN(milliseconds) ? 0 : milliseconds);
  return `${date.toISOString().slice(0, 19)}Z`;
}
