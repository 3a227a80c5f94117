import { maxManifestLength } from "./limits.ts";

/** The files beside a host document, as far as they are known; a carrier that looks at another one makes it known the next time. */
export class Neighbours {
  /** The name of the document's file, and the path of its folder with a slash at its end; empty where it is none. */
  readonly name: string;
  readonly folder: string;
  /**
   * The texts by their paths, absolute or from the document's folder; `"absent"` where there is no such file, `"unknown"` where nobody may
   * read it. The text of a folder, whose path ends in a slash, is the names of its files, each on a line.
   */
  readonly known: ReadonlyMap<string, NeighbourText>;
  readonly #read = new Map<string, NeighbourText>();
  readonly #searched = new Set<string>();
  readonly #made: Map<string, unknown>;
  #left = maxManifestLength;
  #isExhausted = false;
  readonly #leftOut = new Set<NeighbourExcess>();

  /** `path` is that of the document's file; `made` is what others made of the same texts. */
  constructor(
    path = "",
    known: ReadonlyMap<string, NeighbourText> = new Map(),
    made: Map<string, unknown> = new Map(),
  ) {
    const nameAt = path.lastIndexOf("/") + 1;
    this.name = path.slice(nameAt);
    this.folder = path.slice(0, nameAt);
    this.known = known;
    this.#made = made;
  }

  /** A file; unknown also where those that were read before are as long together as a document may be. */
  read(path: string): NeighbourText {
    const before = this.#read.get(path);
    if (before !== undefined) return before;
    const found = this.known.get(path) ?? "unknown";
    const length = typeof found === "string" ? 0 : found.text.length;
    const isRead = length <= this.#left;
    if (isRead) this.#left -= length;
    else {
      this.#isExhausted = true;
      if (this.leadsTo(path)) this.leaveOut("together");
    }
    const text = isRead ? found : "unknown";
    this.#read.set(path, text);
    return text;
  }

  /** A file that may have nothing to do with the document, until `use` says otherwise. */
  search(path: string): NeighbourText {
    if (!this.#read.has(path)) this.#searched.add(path);
    return this.read(path);
  }

  /** Whether the document leads to a file, and does not only look whether one has to do with it. */
  leadsTo(path: string): boolean {
    return !this.#searched.has(path);
  }

  use(path: string): void {
    this.#searched.delete(path);
  }

  /** The paths of the files that have something to do with the document. */
  get used(): readonly string[] {
    return [...this.#read].flatMap(([path, text]) =>
      typeof text === "string" || this.#searched.has(path) ? [] : path,
    );
  }

  /** Whether some are not read since those before them were too long. */
  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** Takes note that something in files beside the document is too much to be read. */
  leaveOut(why: NeighbourExcess): void {
    this.#leftOut.add(why);
  }

  /** What was too much, when the document was read with the files that are known now. */
  get leftOut(): ReadonlySet<NeighbourExcess> {
    return this.#leftOut;
  }

  /** What is made of a file, once for all that need it; `kind` says what. */
  made<Made>(kind: string, path: string, make: (file: NeighbourText) => Made): Made {
    const file = this.read(path);
    if (typeof file === "string") return make(file);
    const key = `${kind} ${path}`;
    if (!this.#made.has(key)) this.#made.set(key, make(file));
    return this.#made.get(key) as Made;
  }

  /** The first file of several that exists. */
  first(paths: readonly string[]): { readonly path: string; readonly text: NeighbourText } | undefined {
    const found = paths.map((path) => ({ path, text: this.read(path) }));
    return found.find(({ text }) => text !== "absent");
  }

  /** The paths that were looked at. */
  get wanted(): readonly string[] {
    return [...this.#read.keys()];
  }
}

/** What there may be too much of: characters of the files together, names of files that are merged or included, characters of a variable. */
export type NeighbourExcess = "together" | "merged" | "variable";

export type NeighbourText = { readonly text: string } | "absent" | "unknown";
