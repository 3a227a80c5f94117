import { withoutWithdrawn } from "../cluster/protocolAge.ts";

/** Candidates that are looked at, and those with about the same letters that are compared: a folder, or a file of maps, may have very many. */
const limits = { candidates: 2000, compared: 50 };

/**
 * The candidate that a mistyped word most likely means: the same letters in another case, a word of which it is the
 * beginning, or one that few slips away. `undefined` when none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  const lower = word.toLowerCase();
  const letters = lettersOf(lower);
  const most = Math.min(Math.max(Math.floor(word.length / 3), 1), 3);
  const begun: string[] = [];
  const near: [candidate: string, lower: string][] = [];
  let count = 0;
  for (const candidate of candidates) {
    if (++count > limits.candidates) break;
    const other = candidate.toLowerCase();
    if (other === lower) return candidate;
    if (lower.length > 2 && candidate.startsWith(lower)) begun.push(candidate);
    if (
      near.length < limits.compared &&
      Math.abs(other.length - lower.length) <= most &&
      differences(lettersOf(other), letters) <= 2 * most
    )
      near.push([candidate, other]);
  }
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let bestSlips = most + 1;
  for (const [candidate, other] of near) {
    const slips = slipsBetween(lower, other);
    if (slips < bestSlips) [best, bestSlips] = [candidate, slips];
  }
  return best;
}

/** One bit for each letter that occurs. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let offset = 0; offset < word.length; offset++) letters |= 1 << (word.charCodeAt(offset) & 31);
  return letters;
}

/** How many letters only one of two words has. A slip changes two at the most. */
function differences(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/**
 * The candidate that a word means: by the other words that people have for it, which are looked at first unless the word is a
 * candidate in another case, or by likeness. A protocol that is withdrawn is not guessed.
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
  if (other !== undefined && candidates.includes(other)) return other;
  return nearest(word, withoutWithdrawn(candidates));
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
