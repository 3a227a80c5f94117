import type { FileFacts } from "../cluster/cluster.ts";
import { type Files, fileFacts, type KnownFile, type TextFact } from "../cluster/files.ts";
import type { DirectoryEntry, FileStat, Host } from "../host.ts";
import type { LoadPki, Pki } from "../pki.ts";
import { rememberSignatures } from "../x509/rememberSignatures.ts";

/** Bytes of a configuration file that are read at the most. */
const maxTextBytes = 64 * 1024 * 1024;
/** Bytes of a certificate, key or CRL file that are read at the most. */
const maxPemBytes = 16 * 1024 * 1024;

/** Paths that are remembered; a path that is typed leaves one for each of its beginnings. */
const maxKnown = 5_000;

/** All that is known of the file system: every read goes through here, and what was read stays until `refresh` finds a change. */
export class Facts {
  readonly #host: Host;
  readonly #loadPki: LoadPki;
  readonly #known = new Map<string, KnownFile>();
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
    await Promise.all(uris.map((uri) => this.#look(uri)));
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

  /** Looks at every known path again and forgets what changed; returns those paths. */
  async refresh(): Promise<string[]> {
    const changed: string[] = [];
    if (this.#known.size > maxKnown) {
      changed.push(...this.#known.keys());
      this.#known.clear();
      this.#view = undefined;
    }
    for (const [uri, known] of [...this.#known]) {
      const stat = await this.#host.stat(uri);
      if (sameStat(stat, known.stat)) continue;
      this.#known.delete(uri);
      this.#view = undefined;
      changed.push(uri);
    }
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
