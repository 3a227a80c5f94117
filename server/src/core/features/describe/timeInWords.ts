/** A moment as `2026-06-01 12:00 UTC`; or words for one that is out of the calendar's range. */
export function formatMoment(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return "an impossible date";
  return `${date.toISOString().slice(0, -8).replace("T", " ")} UTC`;
}

/** The same with its seconds. */
export function momentToTheSecond(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? formatMoment(milliseconds)
    : `${date.toISOString().slice(0, -5).replace("T", " ")} UTC`;
}

/** How far a moment lies ahead of now or behind it: `in 23 days`, `5 hours ago`, `now`. */
export function distanceInWords(moment: number, now: number): string {
  const distance = Math.abs(moment - now);
  const [size, unit] = units.find(([size]) => distance >= size) ?? [];
  if (!size) return "now";
  const count = Math.floor(distance / size);
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return moment > now ? `in ${amount}` : `${amount} ago`;
}

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds in a day. */
export const day = 24 * hour;

/** Days are counted up to the end, since they are what certificates are renewed by. */
const units: readonly (readonly [number, string])[] = [
  [day, "day"],
  [hour, "hour"],
  [minute, "minute"],
];
