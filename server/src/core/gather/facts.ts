import type { FileFacts } from "../cluster/cluster.ts";
import { type Files, fileFacts, type KnownFile, type TextFact } from "../cluster/files.ts";
import type { DirectoryEntry, FileStat, Host } from "../host.ts";
import type { LoadPki, Pki } from "../pki.ts";
import { rememberSignatures } from "../x509/rememberSignatures.ts";

/** Bytes of a configuration file that are read at the most. */
const maxTextBytes = 64 * 1024 * 1024;
/** Bytes of a certificate, key or CRL file that are read at the most. */
const maxPemBytes = 16 * 1024 * 1024;

/** Paths that one look in turns takes: a part of all, so that many cost little, and as many again at least that few are seen soon. */
const turn = { part: 1 / 20, least: 200, most: 500 };
/** Paths that are looked at at the same time. */
const atOnce = 16;

/** All that is known of the file system: every read goes through here, and what was read stays until `refresh` finds a change. */
export class Facts {
  readonly #host: Host;
  readonly #loadPki: LoadPki;
  readonly #known = new Map<string, KnownFile>();
  /** Paths that are still to be looked at before it is the turn of all again. */
  #waiting: string[] = [];
  #generation = 0;
  #view: Files | undefined;
  #pki: Pki | undefined;

  constructor(host: Host, loadPki: LoadPki) {
    this.#host = host;
    this.#loadPki = loadPki;
  }

  /** The X.509 code, absent until a file was decoded. */
  get pki(): Pki | undefined {
    return this.#pki;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#host.now();
  }

  /** All that is known by now; the same object until more or something else is known. */
  get files(): Files {
    this.#view ??= new Map(this.#known);
    return this.#view;
  }

  /** What is known of a path, without looking again. */
  get(uri: string): KnownFile | undefined {
    return this.#known.get(uri);
  }

  /** Looks at several paths at once, so that what follows need not wait for each. */
  async lookAtAll(uris: readonly string[]): Promise<void> {
    await forEachAtOnce(uris, (uri) => this.#look(uri));
  }

  /** Mode, owner, size and time of a file. */
  async stat(uri: string): Promise<FileStat | "unreadable" | undefined> {
    return (await this.#look(uri)).stat;
  }

  /** The URI of a file once symbolic links are followed; the same URI where that is unknown. */
  async realUri(uri: string): Promise<string> {
    const { real } = await this.#look(uri);
    if (real !== undefined) return real;
    return this.#learn(uri, { real: (await this.#host.realUri(uri)) ?? uri }).real ?? uri;
  }

  /** The text of a configuration file, or `undefined` when there is no such file. */
  async text(uri: string): Promise<TextFact | undefined> {
    const known = await this.#look(uri);
    if (known.stat === undefined) return undefined;
    if (known.stat === "unreadable") return { problem: "unreadable" };
    if ("text" in known) return known.text;
    const read = await this.#host.readText(uri, maxTextBytes);
    return this.#learn(uri, { text: typeof read === "string" ? { text: read } : read }).text;
  }

  /** The entries of a directory, `undefined` when there is none. */
  async directory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    const known = await this.#look(uri);
    if (known.stat === undefined) return undefined;
    if ("entries" in known) return known.entries;
    return this.#learn(uri, { entries: await this.#host.readDirectory(uri) }).entries;
  }

  /** A certificate, key or CRL file. `decode: false` looks at its mode and owner only. */
  async file(path: string, uri: string, decode: boolean): Promise<FileFacts> {
    const known = await this.#look(uri);
    const kind = typeof known.stat === "object" ? known.stat.kind : undefined;
    if (kind === "directory") await this.directory(uri);
    if (kind === "file" && decode) await this.#decode(uri, known);
    const facts = fileFacts(path, uri, this.#known.get(uri) ?? known);
    if (decode || !facts.pem) return facts;
    const { pem, ...withoutContent } = facts;
    return withoutContent;
  }

  /** How many paths are known. */
  get size(): number {
    return this.#known.size;
  }

  /** Another number once all was forgotten. */
  get generation(): number {
    return this.#generation;
  }

  /** Forgets all, so that what is still needed is looked at again. */
  forget(): void {
    this.#generation++;
    this.#known.clear();
    this.#waiting = [];
    this.#view = undefined;
  }

  /** Looks again at all known paths, or at those whose turn it is, and forgets what changed; returns those paths. */
  async refresh(part: "all" | "next" = "all"): Promise<string[]> {
    if (part === "all" || this.#waiting.length === 0) this.#waiting = [...this.#known.keys()];
    const { size } = this.#known;
    const count = part === "all" ? size : Math.min(Math.max(size * turn.part, turn.least), turn.most);
    const changed: string[] = [];
    await forEachAtOnce(this.#waiting.splice(-count), async (uri) => {
      const stat = await this.#host.stat(uri);
      const known = this.#known.get(uri);
      if (!known || sameStat(stat, known.stat)) return;
      this.#known.delete(uri);
      this.#view = undefined;
      changed.push(uri);
    });
    return changed;
  }

  async #decode(uri: string, known: KnownFile): Promise<void> {
    if ("pem" in known) return;
    const bytes = await this.#host.readFile(uri, maxPemBytes);
    if (bytes instanceof Uint8Array) this.#pki ??= rememberSignatures(await this.#loadPki());
    this.#learn(uri, { pem: bytes instanceof Uint8Array ? this.#pki?.decode(bytes) : bytes });
  }

  async #look(uri: string): Promise<KnownFile> {
    return this.#known.get(uri) ?? this.#learn(uri, { stat: await this.#host.stat(uri) });
  }

  #learn(uri: string, more: Partial<KnownFile>): KnownFile {
    const known = { stat: undefined, ...this.#known.get(uri), ...more };
    this.#known.set(uri, known);
    this.#view = undefined;
    return known;
  }
}

/** Calls an asynchronous function for all items, for a few at the same time. */
async function forEachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const run = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run));
}

function sameStat(a: FileStat | "unreadable" | undefined, b: FileStat | "unreadable" | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return (
    a.kind === b.kind &&
    a.size === b.size &&
    a.modified === b.modified &&
    a.mode === b.mode &&
    a.owner === b.owner &&
    a.group === b.group &&
    a.isLink === b.isLink
  );
}
