/** Paths that one look in turns takes: a part of all, so that many cost little, and as many again at least that few are seen soon. */
const turn = { part: 1 / 20, least: 100, most: 300 };
/** Paths that are looked at at the same time. */
const atOnce = 16;

/** Whose turn it is to be looked at again. */
export class Turns {
  /** Paths that are still to be looked at before it is the turn of all again. */
  #waiting: string[] = [];

  /** The paths that are next, or all of them, and all others later. */
  next(part: "all" | "next", paths: ReadonlySet<string>): readonly string[] {
    if (part === "all" || this.#waiting.length === 0) this.#waiting = [...paths];
    const { size } = paths;
    const count = part === "all" ? size : Math.min(Math.max(size * turn.part, turn.least), turn.most);
    return this.#waiting.splice(-count);
  }

  forget(): void {
    this.#waiting = [];
  }
}

/** Calls an asynchronous function for all items, for a few at the same time. */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const run = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run));
}
