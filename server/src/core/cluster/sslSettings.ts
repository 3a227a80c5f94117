import type { Assignment } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import type { Cluster } from "./cluster.ts";

/** The assignment of a setting that the server looks at only while `ssl` is on; `undefined` otherwise. */
export function sslSetting(cluster: Cluster, name: string): Assignment | undefined {
  const isOn = cluster.settings?.isOn("ssl") === true && cluster.build.has("ssl");
  return isOn ? cluster.settings?.assignment(name) : undefined;
}

/** The place of some characters of a value, or of the whole value where quotes and escapes hide them. */
export function placeInValue({ place, value }: Assignment, start: number, length: number): Place {
  const quotes = (place.span.end - place.span.start - value.length) / 2;
  if (quotes !== 0 && quotes !== 1) return place;
  const from = place.span.start + quotes + start;
  return { ...place, span: { start: from, end: from + length } };
}

/** The words of a list with the offsets at which they start, blanks around them left out. A separator is one character. */
export function listWords(value: string, separator: string | RegExp): { text: string; start: number }[] {
  let offset = 0;
  return value.split(separator).map((part) => {
    const start = offset + (part.length - part.trimStart().length);
    offset += part.length + 1;
    return { text: part.trim(), start };
  });
}
