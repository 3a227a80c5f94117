import { isEqual } from "../cluster/isEqual.ts";
import { childOf } from "../cluster/uris.ts";
import type { Host } from "../host.ts";

/** Which of a few names folders have, so that most of what is looked for costs no look of its own. */
export class FolderNames {
  readonly #host: Host;
  readonly #known = new Map<
    string,
    { readonly wanted: readonly string[]; readonly there: readonly string[] }
  >();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The folders of which they are known. */
  get folders(): Pick<ReadonlyMap<string, unknown>, "keys" | "size"> {
    return this.#known;
  }

  /** The URIs of these names in a folder, without those where nothing is. The same names are wanted of a folder each time. */
  async urisThere(folder: string, wanted: readonly string[]): Promise<readonly string[]> {
    const known = this.#known.get(folder);
    const there = known?.there ?? (await this.#host.namesThere?.(folder, wanted)) ?? wanted;
    if (!known) this.#known.set(folder, { wanted, there });
    return there.map((name) => childOf(folder, name));
  }

  /** Forgets a folder that has other ones of the names by now, and says so. */
  async forgetOther(folder: string): Promise<boolean> {
    const known = this.#known.get(folder);
    if (!known) return false;
    const there = await this.#host.namesThere?.(folder, known.wanted);
    return there !== undefined && !isEqual(there, known.there) && this.#known.delete(folder);
  }

  forget(): void {
    this.#known.clear();
  }
}
