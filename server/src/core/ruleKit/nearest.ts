/**
 * The candidate that a mistyped word most likely means: the same letters in another case, a word of which it is the
 * beginning, or one that few slips away. `undefined` when none is near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const lower = word.toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const begun = candidates.filter((candidate) => lower.length > 2 && candidate.startsWith(lower));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let bestSlips = Math.min(Math.max(Math.floor(word.length / 3), 1), 3) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(lower, candidate.toLowerCase());
    if (slips < bestSlips) [best, bestSlips] = [candidate, slips];
  }
  return best;
}

/**
 * The candidate that a word means: by the other words that people have for it, which are looked at first unless the word is a
 * candidate in another case, or by likeness.
 */
export function meantWord(
  word: string,
  candidates: readonly string[],
  otherWords: Readonly<Record<string, string>>,
): string | undefined {
  const lower = word.toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const other = Object.hasOwn(otherWords, lower) ? otherWords[lower] : undefined;
  return other !== undefined && candidates.includes(other) ? other : nearest(word, candidates);
}

/** How many letters must be added, left out, replaced or swapped with their neighbour (optimal string alignment). */
function slipsBetween(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const differs = from[row - 1] === to[column - 1] ? 0 : 1;
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + differs,
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      current.push(slips);
    }
    [before, last] = [last, current];
  }
  return last[to.length] ?? 0;
}
