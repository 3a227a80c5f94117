import { isSameMatching, type Matching } from "../../cluster/access/matching.ts";

/** What a record matched or matches, and the line on which it stood or stands. */
export interface PlacedRow {
  readonly line: number;
  readonly row: Matching;
}

/** More changed records than this are not worth a look one by one. */
export const maxSingly = 32;

/** What happened to the records of a file since they were last judged among each other. */
export class PendingEdits {
  /** So much that all records are to be judged again. */
  isFull = true;
  /** Lines were added or removed. */
  moved = false;
  /** Lines whose records were judged one by one, so that their text may be another. */
  readonly judged = new Set<number>();
  readonly #gone: PlacedRow[] = [];

  judge(line: number, before: Matching | undefined, now: Matching | undefined): void {
    if (this.isFull || (!before && !now)) return;
    if (before) this.#gone.push({ line, row: before });
    this.judged.add(line);
    if (this.judged.size > maxSingly) this.isFull = true;
  }

  replaceLines(
    start: number,
    removed: number,
    added: number,
    rowOf: (line: number) => Matching | undefined,
  ): void {
    const moves = removed !== added;
    // What was noted before would have to move as well.
    if ((moves && !this.isEmpty) || this.moved || removed > maxSingly) this.isFull = true;
    if (this.isFull) return;
    this.moved = moves;
    for (let line = start; line < start + removed; line++) {
      const row = rowOf(line);
      if (row) this.#gone.push({ line: moves ? start : line, row });
    }
  }

  get isEmpty(): boolean {
    return !this.moved && this.#gone.length === 0 && this.judged.size === 0;
  }

  /** What came and what went; a record in which only a comment, an option or a blank changed did neither. */
  changes(rowOf: (line: number) => Matching | undefined): readonly PlacedRow[] {
    const came: PlacedRow[] = [];
    for (const line of this.judged) {
      const row = rowOf(line);
      if (row) came.push({ line, row });
    }
    if (this.moved) return [...this.#gone, ...came];
    const before = new Map<number, Matching>();
    for (const { line, row } of this.#gone) if (!before.has(line)) before.set(line, row);
    const isKept = ({ line }: PlacedRow) => {
      const [was, now] = [before.get(line), rowOf(line)];
      return was !== undefined && now !== undefined && isSameMatching(was, now);
    };
    return [...this.#gone, ...came].filter((placed) => !isKept(placed));
  }

  clear(): void {
    this.isFull = false;
    this.moved = false;
    this.#gone.length = 0;
    this.judged.clear();
  }
}
