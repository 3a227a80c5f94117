import type { FileFacts } from "../cluster/cluster.ts";
import { type Files, fileFacts, type KnownFile, type TextFact } from "../cluster/files.ts";
import type { ForeignFiles } from "../cluster/hiddenWords.ts";
import { isEqual } from "../cluster/isEqual.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { maxSize } from "../cluster/readLimits.ts";
import type { DirectoryEntry, FileStat, Host } from "../host.ts";
import type { LoadPki, PemFile, Pki } from "../pki.ts";
import { rememberSignatures } from "../x509/rememberSignatures.ts";
import { Access, isAtOrBelow, type OpenUris, openBeside } from "./access.ts";
import { FolderNames } from "./folderNames.ts";
import { ForeignWords } from "./foreignWords.ts";
import { HeldFiles, pemBytes } from "./heldFiles.ts";
import { forEachAtOnce, Turns } from "./turns.ts";

/** Bytes of a certificate, key or CRL file that are read at the most. */
const maxPemBytes = 16 * 1024 * 1024;

/** All that is known of the file system: every read goes through here, and what was read stays until `refresh` finds a change. */
export class Facts {
  readonly #host: Host;
  readonly #loadPki: LoadPki;
  readonly #known = new Map<string, KnownFile>();
  readonly #held: HeldFiles;
  readonly #names: FolderNames;
  readonly #turns = new Turns();
  #generation = 0;
  readonly #foreign = new ForeignWords();
  #view: Files | undefined;
  readonly #collections = new Set<Set<string>>();
  #pki: Pki | undefined;
  #access = new Access(undefined, true);
  #open: OpenUris = new Map();

  constructor(host: Host, loadPki: LoadPki) {
    this.#host = host;
    this.#loadPki = loadPki;
    this.#held = new HeldFiles(host);
    this.#names = new FolderNames(host);
  }

  /** The X.509 code, absent until a file was decoded. */
  get pki(): Pki | undefined {
    return this.#pki;
  }

  /** What PEM holds that is in no file of its own. */
  async decode(pem: string): Promise<PemFile> {
    return (await this.#usePki()).decode(pemBytes(pem));
  }

  /** Takes a text that a document holds for a file, until `withdraw`. */
  provide(uri: string, text: string): void {
    this.#held.provide(uri, text);
  }

  withdraw(uri: string): void {
    this.#held.withdraw(uri);
    if (this.#known.delete(uri)) this.#view = undefined;
  }

  async #usePki(): Promise<Pki> {
    this.#pki ??= rememberSignatures(await this.#loadPki());
    return this.#pki;
  }

  /** Whether what is absent may exist all the same. */
  get isPartial(): boolean {
    return this.#host.isPartial === true;
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

  /** From now on only what these settings allow is read; what was read under others is forgotten. */
  permit({ roots, trusted }: ProjectSettings): void {
    if (this.#access.isFor(roots, trusted)) return;
    this.#access = new Access(roots, trusted);
    this.forget();
  }

  /** Takes what an editor holds for the user's. */
  admitOpen(open: OpenUris): void {
    this.#open = open;
    this.#foreign.forget();
  }

  /** Takes the files below a data directory, as far as they have its owner, for the user's. */
  admitServer(dataDirectory: string, owner: number): void {
    this.#access.servers.set(dataDirectory, owner);
    this.#view = undefined;
  }

  /** Takes what a host document that was named leads to for the user's, as far as it is below the folder of that document. */
  admitLed(host: string, uri: string): void {
    if (this.#access.lead(host, uri)) this.#view = undefined;
  }

  /** The words of the files that were read and are not the user's, as far as a cluster that read these texts uses them. */
  foreign(read: ReadonlySet<string> | undefined): ForeignFiles {
    const { files } = this;
    return this.#foreign.in(files, (uri) => this.#access.isOwn(uri, files, this.#open), read);
  }

  /** Collects the URIs of the files whose text is used from now on, until `stop` is called. */
  collectReads(): { readonly uris: ReadonlySet<string>; stop(): void } {
    const uris = new Set<string>();
    this.#collections.add(uris);
    return { uris, stop: () => this.#collections.delete(uris) };
  }

  /** What is known of a path, without looking again. */
  get(uri: string): KnownFile | undefined {
    return this.#known.get(uri);
  }

  /** Looks at several paths at once, so that what follows need not wait for each. */
  async lookAtAll(uris: readonly string[]): Promise<void> {
    await forEachAtOnce(uris, (uri) => this.#look(uri));
  }

  /**
   * Whether what a host document names may be looked for: in a workspace that is not trusted, only where its path is in that. What is known
   * of links on the way to the workspace counts.
   */
  mayLookFor(uri: string): boolean {
    const { roots, trusted } = this.#access;
    if (!roots || trusted) return true;
    return roots.some(
      (root) => isAtOrBelow(uri, root) || isAtOrBelow(uri, this.#known.get(root)?.real ?? root),
    );
  }

  /**
   * The URIs of these names in a folder, without those where nothing is, and without any where nobody may look. The same names are wanted
   * of a folder each time.
   */
  async urisThere(folder: string, wanted: readonly string[]): Promise<readonly string[]> {
    return this.mayLookFor(folder) ? this.#names.urisThere(folder, wanted) : [];
  }

  /** Mode, owner, size and time of a file. */
  async stat(uri: string): Promise<FileStat | "unreadable" | "no-answer" | undefined> {
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
    for (const uris of this.#collections) uris.add(uri);
    return this.#read(uri);
  }

  /** The text of a file that is the user's; another one is not even opened, nor looked for in a workspace that is not trusted. */
  async ownText(uri: string): Promise<TextFact | undefined> {
    if (!this.mayLookFor(uri)) return { problem: "unreadable" };
    if ((await this.stat(uri)) === undefined) return undefined;
    await this.#mayRead(uri);
    const isOwn = !this.#access.roots || this.#access.isOwn(uri, this.#known, this.#open);
    return isOwn ? this.text(uri) : { problem: "unreadable" };
  }

  async #read(uri: string): Promise<TextFact | undefined> {
    const known = await this.#look(uri);
    if (known.stat === undefined) return undefined;
    if (typeof known.stat === "string") return { problem: known.stat };
    if ("text" in known) return known.text;
    if (!(await this.#mayRead(uri))) return undefined;
    const read = await this.#host.readText(uri, maxSize);
    if (typeof read === "object" && read.problem === "no-answer") this.#learn(uri, noAnswer);
    return this.#learn(uri, { text: typeof read === "string" ? { text: read } : read }).text;
  }

  /** The text of a file of accounts, of which nobody sees more than the names of users: no reader of its words is noted. */
  accounts(uri: string): Promise<TextFact | undefined> {
    return this.#read(uri);
  }

  /** The entries of a directory, `undefined` when there is none. */
  async directory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    const known = await this.#look(uri);
    if (typeof known.stat !== "object") return undefined;
    if ("entries" in known) return known.entries;
    if (!(await this.#mayRead(uri))) return undefined;
    const entries = await this.#host.readDirectory(uri);
    return this.#learn(uri, entries === "no-answer" ? noAnswer : { entries }).entries;
  }

  /** A certificate, key or CRL file. `decode: false` looks at its mode and owner only. */
  async file(path: string, uri: string, decode: boolean): Promise<FileFacts> {
    const known = await this.#look(uri);
    const kind = typeof known.stat === "object" ? known.stat.kind : undefined;
    if (kind === "directory") await this.directory(uri);
    // Whatever names it, a file may hold a private key.
    if (kind === "file" && decode && this.#access.trusted) await this.#decode(uri, known);
    const facts = fileFacts(path, uri, this.#known.get(uri) ?? known);
    if (decode || !facts.pem) return facts;
    const { pem, ...withoutContent } = facts;
    return withoutContent;
  }

  /** How many paths are known, and folders. */
  get size(): number {
    return this.#known.size + this.#names.folders.size;
  }

  /** Another number once all was forgotten. */
  get generation(): number {
    return this.#generation;
  }

  /** Forgets all, so that what is still needed is looked at again. */
  forget(): void {
    this.#generation++;
    this.#known.clear();
    this.#names.forget();
    this.#turns.forget();
    this.#view = undefined;
  }

  /** Looks again at all known paths, or at those whose turn it is, and forgets what changed; returns those paths. */
  async refresh(part: "all" | "next" = "all"): Promise<string[]> {
    const changed: string[] = [];
    const all = new Set([...this.#known.keys(), ...this.#names.folders.keys()]);
    await forEachAtOnce(this.#turns.next(part, all), async (uri) => {
      const changes = [await this.#forgetOtherFile(uri), await this.#names.forgetOther(uri)];
      if (changes.includes(true)) changed.push(uri);
    });
    return changed;
  }

  async #forgetOtherFile(uri: string): Promise<boolean> {
    if (!this.#known.has(uri)) return false;
    const stat = await this.#held.stat(uri);
    const known = this.#known.get(uri);
    if (!known || isEqual(stat, known.stat)) return false;
    this.#view = undefined;
    return this.#known.delete(uri);
  }

  /** Whether a file or folder may be opened: in a workspace that is not trusted, only what is in it. */
  async #mayRead(uri: string): Promise<boolean> {
    const { roots, servers, trusted } = this.#access;
    if (!roots) return true;
    for (const path of [uri, ...roots, ...servers.keys(), ...openBeside(uri, this.#open)])
      await this.realUri(path);
    return trusted || this.#access.isOwn(uri, this.#known, this.#open);
  }

  async #decode(uri: string, known: KnownFile): Promise<void> {
    if ("pem" in known) return;
    await this.#mayRead(uri);
    const bytes = await this.#held.readFile(uri, maxPemBytes);
    if (bytes === "no-answer") return void this.#learn(uri, noAnswer);
    if (bytes instanceof Uint8Array) await this.#usePki();
    this.#learn(uri, { pem: bytes instanceof Uint8Array ? this.#pki?.decode(bytes) : bytes });
  }

  async #look(uri: string): Promise<KnownFile> {
    return this.#known.get(uri) ?? this.#learn(uri, { stat: await this.#held.stat(uri) });
  }

  #learn(uri: string, more: Partial<KnownFile>): KnownFile {
    const known = { stat: undefined, ...this.#known.get(uri), ...more };
    this.#known.set(uri, known);
    this.#view = undefined;
    return known;
  }
}

/** Kept instead of an earlier stat, so that `refresh` notices when the file system answers again. */
const noAnswer = { stat: "no-answer" } as const;
