import type { FileFacts } from "../cluster/cluster.ts";
import type { DirectoryEntry, FileStat, Host, ReadProblem } from "../host.ts";
import type { LoadPki, PemFile, Pki } from "../pki.ts";
import { rememberSignatures } from "../x509/rememberSignatures.ts";

/** Bytes of a configuration file that are read at the most. */
const maxTextBytes = 64 * 1024 * 1024;
/** Bytes of a certificate, key or CRL file that are read at the most. */
const maxPemBytes = 16 * 1024 * 1024;

/** Paths that are remembered; a path that is typed leaves one for each of its beginnings. */
const maxKnown = 5_000;

/** A configuration file's text, or why it cannot be had. */
export type TextFact = { readonly text: string } | { readonly problem: ReadProblem };

/** What is known of one path. */
export interface Known {
  readonly stat: FileStat | "unreadable" | undefined;
  text?: TextFact | undefined;
  pem?: PemFile | ReadProblem | undefined;
  entries?: readonly DirectoryEntry[] | undefined;
  real?: string;
}

/**
 * All that the project knows of the file system: every read goes through here, and what was read stays until `refresh`
 * finds that the file changed. Gathering is asynchronous; looking at what was gathered is not.
 */
export class Facts {
  readonly #host: Host;
  readonly #loadPki: LoadPki;
  readonly #known = new Map<string, Known>();
  #pki: Pki | undefined;
  #generation = 0;

  constructor(host: Host, loadPki: LoadPki) {
    this.#host = host;
    this.#loadPki = loadPki;
  }

  /** The X.509 code, absent until a file was decoded. */
  get pki(): Pki | undefined {
    return this.#pki;
  }

  /** Grows whenever more or something else is known. */
  get generation(): number {
    return this.#generation;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#host.now();
  }

  /** What was gathered of a path, without looking again. */
  peek(uri: string): Readonly<Known> | undefined {
    return this.#known.get(uri);
  }

  /** Looks at several paths at once, so that what follows need not wait for each. */
  async lookAtAll(uris: readonly string[]): Promise<void> {
    await Promise.all(uris.map((uri) => this.#look(uri)));
  }

  /** Whether one of these paths, which were looked at, is certainly no folder. */
  lacksFolder(uris: readonly string[]): boolean {
    return uris.some((uri) => {
      const known = this.peek(uri);
      return known !== undefined && known.stat !== "unreadable" && known.stat?.kind !== "directory";
    });
  }

  /** Mode, owner, size and time of a file. */
  async stat(uri: string): Promise<FileStat | "unreadable" | undefined> {
    return (await this.#look(uri)).stat;
  }

  /** The URI of a file once symbolic links are followed; the same URI where that cannot be told. */
  async realUri(uri: string): Promise<string> {
    const known = await this.#look(uri);
    known.real ??= (await this.#host.realUri(uri)) ?? uri;
    return known.real;
  }

  /** The text of a configuration file, or `undefined` when there is no such file. */
  async text(uri: string): Promise<TextFact | undefined> {
    const known = await this.#look(uri);
    if (known.stat === undefined) return undefined;
    if (known.stat === "unreadable") return { problem: "unreadable" };
    if (!("text" in known)) {
      const read = await this.#host.readText(uri, maxTextBytes);
      known.text = typeof read === "string" ? { text: read } : read;
    }
    return known.text;
  }

  /** The entries of a directory, `undefined` when there is none. */
  async directory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    const known = await this.#look(uri);
    if (known.stat === undefined) return undefined;
    if (!("entries" in known)) known.entries = await this.#host.readDirectory(uri);
    return known.entries;
  }

  /** A certificate, key or CRL file. `decode: false` looks at its mode and owner only. */
  async file(path: string, uri: string, decode: boolean): Promise<FileFacts> {
    const known = await this.#look(uri);
    const { stat } = known;
    if (stat === undefined) return { uri, path, state: "missing" };
    if (stat === "unreadable") return { uri, path, state: "no-access" };
    if (stat.kind === "directory") {
      const entries = (await this.directory(uri)) ?? [];
      return { uri, path, state: "directory", stat, entries: entries.map((entry) => entry.name) };
    }
    if (stat.kind === "other") return { uri, path, state: "not-a-file", stat };
    if (!decode) return { uri, path, state: "file", stat };
    if (!("pem" in known)) {
      const bytes = await this.#host.readFile(uri, maxPemBytes);
      if (bytes instanceof Uint8Array) {
        this.#pki ??= rememberSignatures(await this.#loadPki());
        known.pem = this.#pki.decode(bytes);
      } else {
        known.pem = bytes;
      }
    }
    if (known.pem === undefined) return { uri, path, state: "missing" };
    return typeof known.pem === "string"
      ? { uri, path, state: known.pem, stat }
      : { uri, path, state: "file", stat, pem: known.pem };
  }

  /** Looks at every known path again and forgets what changed; tells which did. */
  async refresh(): Promise<string[]> {
    const changed: string[] = [];
    if (this.#known.size > maxKnown) {
      changed.push(...this.#known.keys());
      this.#known.clear();
      this.#generation++;
    }
    for (const [uri, known] of [...this.#known]) {
      const stat = await this.#host.stat(uri);
      if (sameStat(stat, known.stat)) continue;
      this.#known.delete(uri);
      this.#generation++;
      changed.push(uri);
    }
    return changed;
  }

  async #look(uri: string): Promise<Known> {
    let known = this.#known.get(uri);
    if (!known) {
      known = { stat: await this.#host.stat(uri) };
      this.#generation++;
      this.#known.set(uri, known);
    }
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
