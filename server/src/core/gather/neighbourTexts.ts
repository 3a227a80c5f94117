import type { EmbeddedCluster } from "../carriers/carrier.ts";
import { embed } from "../carriers/embed.ts";
import { maxProjectFiles } from "../carriers/limits.ts";
import { Neighbours, type NeighbourText } from "../carriers/neighbours.ts";
import { folderOf, parseUri, resolvePath } from "../cluster/uris.ts";
import type { HostLanguage } from "../model/language.ts";
import type { Facts } from "./facts.ts";

/** Files and folders beside one document that are read at the most, and how often one leads to another. */
const maxFiles = maxProjectFiles + 50;
const maxRounds = 10;

/** Reads the files beside host documents that carriers look at. */
export class NeighbourTexts {
  readonly #facts: Facts;
  readonly #openText: (uri: string) => string | undefined;

  /** `openText` has the text of a document that an editor holds, which counts instead of the file's. */
  constructor(facts: Facts, openText: (uri: string) => string | undefined) {
    this.#facts = facts;
    this.#openText = openText;
  }

  /**
   * The configuration in a text, put together with the files beside it. `former` are those of the text before, which an edit seldom
   * changes: they are there at once, so that the text is read once and not again for each file that leads to others.
   */
  async embed(
    uri: string,
    text: string,
    language: HostLanguage,
    former?: Neighbours,
  ): Promise<{ readonly found: readonly EmbeddedCluster[]; readonly neighbours: Neighbours }> {
    const known = new Map<string, NeighbourText>();
    for (const path of former?.wanted.slice(0, maxFiles) ?? []) known.set(path, await this.#read(uri, path));
    const made = new Map<string, unknown>();
    for (let round = 0; ; round++) {
      const neighbours = new Neighbours(parseUri(uri).path, known, made);
      const found = await embed(text, language, neighbours);
      const missing = neighbours.wanted.filter((path) => !known.has(path)).slice(0, maxFiles - known.size);
      if (missing.length === 0 || round === maxRounds) {
        made.clear(); // parsed texts take a hundred times their length
        return { found, neighbours };
      }
      for (const path of missing)
        if (neighbours.leadsTo(path)) this.#facts.admitLed(uri, resolvePath(path, folderOf(uri), {}));
      const texts = await Promise.all(missing.map((path) => this.#read(uri, path)));
      for (const [index, path] of missing.entries()) known.set(path, texts[index] ?? "unknown");
    }
  }

  /** Whether the files beside a document are what they were when they were read. */
  async areAsBefore(uri: string, neighbours: Neighbours): Promise<boolean> {
    for (const [path, before] of neighbours.known) {
      const now = await this.#read(uri, path);
      const isSame =
        typeof now === "string" || typeof before === "string" ? now === before : now.text === before.text;
      if (!isSame) return false;
    }
    return true;
  }

  /** What is not the user's is nothing to take words of, and a document in no file has none beside it. */
  async #read(host: string, path: string): Promise<NeighbourText> {
    if (!host.startsWith("file:")) return "unknown";
    const uri = resolvePath(path, folderOf(host), {});
    if (path.endsWith("/")) return this.#namesIn(uri.replace(/\/$/, ""));
    const open = this.#openText(uri);
    if (open !== undefined) return { text: open };
    const fact = await this.#facts.ownText(uri);
    if (!fact) return this.#facts.isPartial ? "unknown" : "absent";
    return "text" in fact ? { text: fact.text } : "unknown";
  }

  async #namesIn(folder: string): Promise<NeighbourText> {
    const entries = this.#facts.mayLookFor(folder) ? await this.#facts.directory(folder) : undefined;
    const files = entries?.filter(({ kind }) => kind === "file");
    return files ? { text: files.map(({ name }) => name).join("\n") } : "unknown";
  }
}
