import type { EmbeddedCluster } from "../carriers/carrier.ts";
import { describedBy, findHostComments, type HostComment } from "../carriers/hostComments.ts";
import type { Neighbours } from "../carriers/neighbours.ts";
import {
  type AnyDocument,
  type DocumentText,
  type HostDocument,
  SourceDocument,
} from "../cluster/sourceDocument.ts";
import { embeddedScheme, folderOf, pathOf, resolvePath } from "../cluster/uris.ts";
import { holdsFiles } from "../model/carrierMarks.ts";
import { type HostLanguage, hostLanguageOfPath, toHostLanguage } from "../model/language.ts";
import { lineStartsOf } from "../model/lines.ts";
import { newestServerVersion, serverVersions } from "../model/serverVersion.ts";
import { containerFilesAround } from "./containerFiles.ts";
import type { Facts } from "./facts.ts";
import { NeighbourTexts } from "./neighbourTexts.ts";
import { type Documents, type OpenFile, OpenParts } from "./openParts.ts";

/** One state of a host document, and the files in it. */
export interface HostState {
  /** The number by which the parts of the document are known. */
  readonly id: number;
  readonly text: DocumentText<HostLanguage>;
  readonly source: string;
  readonly starts: readonly number[];
  readonly clusters: readonly EmbeddedCluster[];
  /** The files of all clusters; of one whose version is unknown for the newest. */
  readonly files: readonly OpenFile[];
  readonly comments: readonly HostComment[];
  /** The files beside the document of which it was made together. */
  readonly neighbours: Neighbours;
}

interface Host {
  readonly id: number;
  readonly document: HostDocument;
  /** An editor holds it; otherwise it is as on disk. */
  readonly isOpen: boolean;
  /** It was requested for its own sake: files of ours beside it are not read as its containers read them. */
  readonly isAlone?: boolean;
  state?: HostState;
}

/** Documents on disk that are shown at the most. */
const maxShown = 200;
/**
 * The host documents that an editor holds, and those on disk beside our files that bring these into a container; their parts are
 * documents of our languages.
 */
export class EmbeddedDocuments {
  readonly #documents: Documents;
  readonly #facts: Facts;
  readonly #parts: OpenParts;
  readonly #neighbours: NeighbourTexts;
  readonly #hosts = new Map<string, Host>();
  #count = 0;

  constructor(documents: Documents, facts: Facts) {
    this.#documents = documents;
    this.#facts = facts;
    this.#parts = new OpenParts(documents, facts);
    this.#neighbours = new NeighbourTexts(facts, (uri) => this.document(uri)?.text);
  }

  accepts({ language }: AnyDocument): boolean {
    return toHostLanguage(language) !== undefined;
  }

  open(given: AnyDocument): void {
    const document = given as HostDocument;
    const known = this.#hosts.get(document.uri);
    const id = known?.id ?? ++this.#count;
    if (known?.state?.files.length) this.#documents.forget();
    this.#hosts.set(document.uri, { id, document, isOpen: true });
  }

  /** Whether an editor held such a document. */
  close(uri: string): boolean {
    if (!this.#hosts.get(uri)?.isOpen) return false;
    this.#drop(uri);
    return true;
  }

  /** Those that an editor holds. */
  get uris(): readonly string[] {
    return [...this.#hosts].flatMap(([uri, { isOpen }]) => (isOpen ? [uri] : []));
  }

  /** A document that an editor holds. */
  document(uri: string): HostDocument | undefined {
    const host = this.#hosts.get(uri);
    return host?.isOpen ? host.document : undefined;
  }

  /** Whether there are no parts at all. */
  get isEmpty(): boolean {
    return this.#parts.isEmpty;
  }

  /** The document of which an embedded one is a part, as it was last read. */
  holding(uri: string): { readonly host: string; readonly state: HostState | undefined } | undefined {
    if (!uri.startsWith(embeddedScheme)) return undefined;
    const id = Number(uri.slice(embeddedScheme.length + 1).split("/", 1)[0]);
    for (const [host, { id: other, state }] of this.#hosts) if (other === id) return { host, state };
    return undefined;
  }

  /** A host document as it is now, with its parts open; `undefined` for another document. */
  async state(uri: string): Promise<HostState | undefined> {
    const host = this.#hosts.get(uri);
    if (!host) return undefined;
    const text = host.document.current;
    const known = host.state?.text === text ? host.state : undefined;
    if (known && (await this.#neighbours.areAsBefore(uri, known.neighbours))) return known;
    const read = await this.#read(uri, text, host.state?.neighbours);
    if (host !== this.#hosts.get(uri) || host.document.current !== text) return this.state(uri); // edited meanwhile
    host.state = this.#open(uri, host.id, read);
    this.#parts.closeOthers(host.id, read.clusters);
    return host.state;
  }

  /** What holds of a document that an editor has as if it had another text; its parts are open until that is known. */
  async asIf<Answer>(
    uri: string,
    source: string,
    get: (state: HostState) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const host = this.#hosts.get(uri);
    if (!host) return undefined;
    const text = new SourceDocument(uri, host.document.language, 0, source).current;
    const read = await this.#read(uri, text, host.state?.neighbours);
    const id = ++this.#count;
    try {
      return await get(this.#open(uri, id, read));
    } finally {
      this.#parts.closeOthers(id, []);
    }
  }

  /** The clusters in a text, not yet open. */
  async #read(uri: string, text: DocumentText<HostLanguage>, before: Neighbours | undefined) {
    const source = text.lines.join("");
    const { found, neighbours } = await this.#neighbours.embed(uri, source, text.language, before);
    const comments = await findHostComments(source, text.language, found);
    return { text, source, neighbours, comments, clusters: describedBy(comments, found) };
  }

  /** A state with its parts open. */
  #open(uri: string, id: number, read: Omit<HostState, "id" | "starts" | "files">): HostState {
    const files = read.clusters.flatMap((cluster, index) =>
      this.#parts.open({ uri, id }, index, cluster, cluster.version?.value ?? newestServerVersion),
    );
    return { ...read, id, starts: lineStartsOf(read.text.lines), files };
  }

  /** Brings the parts of documents that an editor holds up to date. */
  async update(): Promise<void> {
    for (const [uri, { isOpen, document, state }] of this.#hosts)
      if (isOpen && (state?.text !== document.current || state.neighbours.wanted.length > 0))
        await this.state(uri);
  }

  /** The main files of the containers that files around this one are mounted or copied into: it may be one of these. */
  async mainFilesAround(uri: string): Promise<readonly string[]> {
    if (!uri.startsWith("file:")) return [];
    for (const place of await containerFilesAround(uri, this.#facts, this.#hosts))
      await this.#take(place, false);
    const found: string[] = [];
    for (const [host, { isAlone }] of [...this.#hosts])
      for (const { uri: part, file, cluster } of (isAlone ? undefined : await this.state(host))?.files ?? [])
        if (file.language === "postgresql-conf" && Object.keys(cluster.mappings ?? {}).length > 0)
          found.push(part);
    return found;
  }

  /**
   * Takes host documents as they are on disk, for what is shown of them, in place of those before; returns these and
   * those that an editor holds.
   */
  async show(uris: readonly string[]): Promise<readonly string[]> {
    const wanted = new Set(uris.slice(0, maxShown));
    await this.#facts.lookAtAll([...wanted]);
    for (const uri of wanted) await this.#take(uri, true);
    for (const [uri, { isOpen, isAlone }] of [...this.#hosts])
      if (!isOpen && isAlone && !wanted.has(uri)) this.#drop(uri);
    return [...this.#hosts].flatMap(([uri, { isOpen }]) => (isOpen || wanted.has(uri) ? [uri] : []));
  }

  /** The host documents beside one that have something to do with it, as they are now. */
  async besides(uri: string): Promise<readonly { readonly host: string; readonly state: HostState }[]> {
    const { neighbours } = (await this.state(uri)) ?? {};
    const found: { host: string; state: HostState }[] = [];
    for (const path of neighbours?.used ?? []) {
      const host = resolvePath(path, folderOf(uri), {});
      await this.#take(host, true);
      const state = await this.state(host);
      if (state) found.push({ host, state });
    }
    return found;
  }

  /** A document that an editor holds, or that is shown. */
  shown(uri: string): HostDocument | undefined {
    return this.#hosts.get(uri)?.document;
  }

  /** Takes a host document as it is on disk now, if no editor holds it. */
  async #take(uri: string, isAlone: boolean): Promise<void> {
    if (this.#hosts.get(uri)?.isOpen) return;
    const language = hostLanguageOfPath(pathOf(uri));
    const stat = await this.#facts.stat(uri);
    // What is not the user's is nothing to show words of, and not opened.
    const fact =
      typeof stat === "object" && stat.kind === "file" ? await this.#facts.ownText(uri) : undefined;
    const text = fact && "text" in fact ? fact.text : undefined;
    const known = this.#hosts.get(uri);
    if (known?.isOpen) return;
    if (known && known.document.text === text) {
      if (known.isAlone && !isAlone) this.#hosts.set(uri, { ...known, isAlone });
      return;
    }
    this.#drop(uri);
    if (text === undefined || !language || !holdsFiles(text, language)) return;
    const document = new SourceDocument(uri, language, 0, text);
    this.#hosts.set(uri, { id: ++this.#count, document, isOpen: false, isAlone });
  }

  #drop(uri: string): void {
    const host = this.#hosts.get(uri);
    if (!host) return;
    this.#parts.closeOthers(host.id, []);
    this.#hosts.delete(uri);
  }

  /** The same files for the other versions, where the document does not say which it is. */
  inOtherVersions(uri: string, state: HostState, cluster: EmbeddedCluster): readonly (readonly OpenFile[])[] {
    const index = state.clusters.indexOf(cluster);
    return serverVersions
      .filter((version) => version !== newestServerVersion)
      .map((version) => this.#parts.open({ uri, id: state.id }, index, cluster, version));
  }
}
