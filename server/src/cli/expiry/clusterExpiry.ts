import type { Expiry } from "../../core/model/expiry.ts";
import { counted } from "../counts.ts";

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

const day = 86_400_000;

/** How many whole days there are until a moment, or since: `in 3 days`, `3 days ago`. */
export function daysInWords(moment: number, now: number): string {
  const days = counted(Math.floor(Math.abs(moment - now) / day), "day");
  return moment < now ? `${days} ago` : `in ${days}`;
}
