const day = 86_400_000;

/**
 * Whether the end of a validity deserves a warning: less than a third of it is left, when tools that renew by themselves
 * have done so, and no more than the given days. Milliseconds since 1970.
 */
export function endsSoon(from: number, to: number, now: number, warningDays: number): boolean {
  return now <= to && to < now + Math.min(warningDays * day, (to - from) / 3);
}
