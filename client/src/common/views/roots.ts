import type { ClusterNodeAnswer } from "../../../../server/src/lsp/protocol.ts";

/** The clusters as the tree shows them. A tree that is filled anew may lose the line that the reader is on. */
export class Roots {
  readonly #find: () => Promise<readonly ClusterNodeAnswer[]>;
  #shown: Promise<readonly ClusterNodeAnswer[]> | undefined;

  constructor(find: () => Promise<readonly ClusterNodeAnswer[]>) {
    this.#find = find;
  }

  get(): Promise<readonly ClusterNodeAnswer[]> {
    this.#shown ??= this.#find();
    return this.#shown;
  }

  forget(): void {
    this.#shown = undefined;
  }

  /** Looks again; what was found is what `get` gives from then on. */
  async haveChanged(): Promise<boolean> {
    const before = this.#shown;
    const now = this.#find();
    this.#shown = now;
    try {
      const [old, found] = await Promise.all([before, now]);
      return JSON.stringify(old) !== JSON.stringify(found);
    } catch {
      this.forget(); // the next request reports the error
      return true;
    }
  }
}
