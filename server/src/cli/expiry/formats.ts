import { printed, toJson } from "../printed.ts";
import { type ClusterExpiry, daysInWords, kindInWords, toMoment } from "./clusterExpiry.ts";
import { icalendar } from "./icalendar.ts";
import { openmetrics } from "./openmetrics.ts";

/** How expiries are printed, all at once; `now` in milliseconds since 1970. */
export type ExpiryFormat = (found: readonly ClusterExpiry[], now: number) => string;

/** The formats of `pgssl expiry --format`. */
export const expiryFormats = { text, json, openmetrics, icalendar } satisfies Record<string, ExpiryFormat>;

export type ExpiryFormatName = keyof typeof expiryFormats;

/** A line each: the day, the days until then, the cluster, what ends, where it is named, and what stops. */
function text(found: readonly ClusterExpiry[], now: number): string {
  return found
    .map(({ ends, cluster, kind, name, setting, path, stops }) => {
      const words = `${ends < now ? "expired " : ""}${daysInWords(ends, now)}`;
      const what = `${kindInWords[kind]} ${name} (${setting}, ${path}): ${stops}`;
      return `${printed(`${toMoment(ends).slice(0, 10)}  ${words.padEnd(20)}  ${cluster}  ${what}`)}\n`;
    })
    .join("");
}

function json(found: readonly ClusterExpiry[]): string {
  const expiries = found.map(({ begins, ends, ...one }) => ({
    ...one,
    begins: toMoment(begins),
    ends: toMoment(ends),
  }));
  return `${toJson({ expiries }, 2)}\n`;
}
