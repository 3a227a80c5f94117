/** Turns of one loop that a single input may take; more counts as a loop without end. */
const maxTurns = 3_000_000;

/** More than there are branches in all of the instrumented code. */
const size = 1 << 16;

const counters = new Uint32Array(size);

/** The counters that are in use. */
let used = 0;

/** Says that counters below a number are in use. @throws Error when there are not so many */
export function useCounters(end: number): void {
  if (end > size) throw new Error(`There are ${end} branches, but only ${size} counters.`);
  used = Math.max(used, end);
}

/** Forgets what was done so far. */
export const clearCounters = (): unknown => counters.fill(0, 0, used);

Object.assign(globalThis, {
  pgsslCounters: counters,
  pgsslLimit: maxTurns,
  pgsslEndless: () => {
    throw new Error(`A loop has turned more than ${maxTurns} times.`);
  },
});

/** What the code did since the counters were last cleared. */
export interface Trace {
  /** How often any branch ran: a measure of work that is the same on every machine. */
  readonly steps: number;
  /** Whether a branch ran that never was before, or about twice as often as ever. */
  readonly isNew: boolean;
}

/** The branches that inputs ran so far, and about how often: 1, 2, 3, 4–7, 8–15, 16–31, 32–127, 128 or more times. */
export class Coverage {
  readonly #seen = new Uint8Array(size);
  /** Branches that ran at least once. */
  branches = 0;

  /** Takes the counters over and clears them. */
  take(): Trace {
    let steps = 0;
    let isNew = false;
    for (let index = 0; index < used; index++) {
      const count = counters[index] ?? 0;
      if (count === 0) continue;
      steps += count;
      const seen = this.#seen[index] ?? 0;
      const bit = bitOf(count);
      if (seen & bit) continue;
      if (seen === 0) this.branches++;
      this.#seen[index] = seen | bit;
      isNew = true;
    }
    clearCounters();
    return { steps, isNew };
  }
}

function bitOf(count: number): number {
  if (count < 4) return 1 << (count - 1);
  if (count < 16) return count < 8 ? 8 : 16;
  if (count < 128) return count < 32 ? 32 : 64;
  return 128;
}
