/** The files beside a host document, as far as they are known; a carrier that looks at another one makes it known the next time. */
export class Neighbours {
  /** The name of the document's file; empty where it is none. */
  readonly name: string;
  /** The texts by their paths from the document's folder; `"absent"` where there is no such file, `"unknown"` where nobody may read it. */
  readonly #known: ReadonlyMap<string, NeighbourText>;
  readonly #wanted = new Set<string>();

  constructor(name = "", known: ReadonlyMap<string, NeighbourText> = new Map()) {
    this.name = name;
    this.#known = known;
  }

  read(path: string): NeighbourText {
    this.#wanted.add(path);
    return this.#known.get(path) ?? "unknown";
  }

  /** The first file of several that exists. */
  first(paths: readonly string[]): { readonly path: string; readonly text: NeighbourText } | undefined {
    const found = paths.map((path) => ({ path, text: this.read(path) }));
    return found.find(({ text }) => text !== "absent");
  }

  /** The paths that were looked at. */
  get wanted(): readonly string[] {
    return [...this.#wanted];
  }
}

export type NeighbourText = { readonly text: string } | "absent" | "unknown";
