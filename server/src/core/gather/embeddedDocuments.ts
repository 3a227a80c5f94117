import type { EmbeddedCluster, EmbeddedFile } from "../carriers/carrier.ts";
import { describedBy, findHostComments, type HostComment } from "../carriers/hostComments.ts";
import type { Neighbours } from "../carriers/neighbours.ts";
import { authFiles } from "../cluster/authFileUri.ts";
import { isEqual } from "../cluster/isEqual.ts";
import {
  type AnyDocument,
  type DocumentText,
  type Embedding,
  type HostDocument,
  SourceDocument,
} from "../cluster/sourceDocument.ts";
import { childOf, embeddedScheme, parentFolders, pathFrom, pathOf } from "../cluster/uris.ts";
import { holdsFiles } from "../model/carrierMarks.ts";
import { type HostLanguage, hostLanguageOfPath, type Language, toHostLanguage } from "../model/language.ts";
import { lineStartsOf, splitLines } from "../model/lines.ts";
import { newestServerVersion, type ServerVersion, serverVersions } from "../model/serverVersion.ts";
import type { Facts } from "./facts.ts";
import { NeighbourTexts } from "./neighbourTexts.ts";

/** A file of an embedded cluster, as a document that the service holds. */
export interface OpenFile {
  readonly uri: string;
  readonly file: EmbeddedFile;
  readonly starts: readonly number[];
  readonly cluster: EmbeddedCluster;
  /** The version for which the file is open. */
  readonly version: ServerVersion;
}

/** One state of a host document, and the files in it. */
export interface HostState {
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

/** Where the parts are documents. */
interface Documents {
  open(document: SourceDocument): void;
  close(uri: string): void;
  /** Another file may belong to the cluster of a part than before, or no longer. */
  forget(): void;
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

/** How the files are named by which containers get theirs: Compose specification, "Compose file"; `docker build`, `podman build`; `kustomize build`. */
const containerFileNames = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yaml",
  "docker-compose.yml",
  "Dockerfile",
  "Containerfile",
  "kustomization.yaml",
  "kustomization.yml",
  ...["postgres", "postgresql", "pg", "db", "database"].flatMap((name) => [
    `${name}.Dockerfile`,
    `Dockerfile.${name}`,
  ]),
];
/** Documents on disk that are shown at the most. */
const maxShown = 200;
/** Folders, from that of a file upwards, in which they are looked for. */
const containerFolders = 3;

/**
 * The host documents that an editor holds, and those on disk beside our files that bring these into a container; their parts are
 * documents of our languages.
 */
export class EmbeddedDocuments {
  readonly #documents: Documents;
  readonly #facts: Facts;
  readonly #neighbours: NeighbourTexts;
  readonly #hosts = new Map<string, Host>();
  readonly #open = new Map<string, SourceDocument>();
  /** The files that hosts hold, by host, cluster and path; another text is another file. */
  readonly #held = new Map<string, { readonly uri: string; readonly text: string }>();
  #count = 0;

  constructor(documents: Documents, facts: Facts) {
    this.#documents = documents;
    this.#facts = facts;
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
    return this.#open.size === 0;
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
    const source = text.lines.join("");
    const { found, neighbours } = await this.#neighbours.embed(
      uri,
      source,
      text.language,
      host.state?.neighbours,
    );
    const comments = await findHostComments(source, text.language, found);
    const clusters = describedBy(comments, found);
    if (host !== this.#hosts.get(uri) || host.document.current !== text) return this.state(uri); // edited meanwhile
    const files = clusters.flatMap((cluster, index) =>
      cluster.files.map((file) =>
        this.#openFile(uri, index, cluster, file, cluster.version?.value ?? newestServerVersion),
      ),
    );
    this.#closeFrom(host.id, new Set(files.map(({ uri }) => uri)));
    host.state = { text, source, starts: lineStartsOf(text.lines), clusters, files, comments, neighbours };
    return host.state;
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
    await this.#findAround(uri);
    const found: string[] = [];
    for (const [host, { isAlone }] of [...this.#hosts])
      for (const { uri: part, file, cluster } of (isAlone ? undefined : await this.state(host))?.files ?? [])
        if (file.language === "postgresql-conf" && Object.keys(cluster.mappings ?? {}).length > 0)
          found.push(part);
    return found;
  }

  /** Takes the host documents on disk in the folder of a file and above it, as they are now. */
  async #findAround(uri: string): Promise<void> {
    const folders = parentFolders(uri, "").slice(0, containerFolders);
    const places = folders.flatMap((folder) => containerFileNames.map((name) => childOf(folder, name)));
    await this.#facts.lookAtAll(places);
    for (const place of places) await this.#take(place, false);
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
    this.#closeFrom(host.id, new Set());
    this.#hosts.delete(uri);
  }

  /** The same files for the other versions, where the document does not say which it is. */
  inOtherVersions(uri: string, state: HostState, cluster: EmbeddedCluster): readonly (readonly OpenFile[])[] {
    const index = state.clusters.indexOf(cluster);
    return serverVersions
      .filter((version) => version !== newestServerVersion)
      .map((version) => cluster.files.map((file) => this.#openFile(uri, index, cluster, file, version)));
  }

  #openFile(
    host: string,
    index: number,
    cluster: EmbeddedCluster,
    file: EmbeddedFile,
    version: ServerVersion,
  ): OpenFile {
    const uri = `${embeddedScheme}/${this.#hosts.get(host)?.id}/${index}/v${version}/${fileNames[file.language]}`;
    const held = this.#heldFiles(`${this.#hosts.get(host)?.id}/${index}`, cluster);
    const pathMappings = { ...(cluster.mappings && filesOf(cluster.mappings, host)), ...held };
    const embedding: Embedding = {
      version: cluster.version ?? { value: version, reason: "each that is known, since nothing says which" },
      isVersionKnown: cluster.version !== undefined,
      knowsSettings: cluster.knowsSettings,
      ...((cluster.mappings || held) && { pathMappings }),
      ...(cluster.serverUser !== undefined && { serverUser: cluster.serverUser }),
      ...(cluster.access && { access: cluster.access }),
      added: file.added,
      isPartial: file.isPartial === true,
      ...(cluster.comment && { comment: cluster.comment }),
    };
    const known = this.#open.get(uri);
    if (!known || !isEqual(known.embedding, embedding)) {
      const document = new SourceDocument<Language>(uri, file.language, 1, file.text, embedding);
      this.#open.set(uri, document);
      this.#documents.open(document);
      if (embedding.pathMappings) this.#documents.forget();
    } else if (known.text !== file.text) known.update([{ text: file.text }], known.version + 1);
    return { uri, file, starts: lineStartsOf(splitLines(file.text)), cluster, version };
  }

  /** The certificates and keys that a host holds, as files beside its parts, by their paths in the container. */
  #heldFiles(folder: string, { mounted = [] }: EmbeddedCluster): Record<string, string> | undefined {
    if (mounted.length === 0) return undefined;
    return Object.fromEntries(
      mounted.map(({ path, text }) => {
        const known = this.#held.get(`${folder}${path}`);
        if (known?.text === text) return [path, pathOf(known.uri)];
        if (known) this.#facts.withdraw(known.uri);
        const uri = `${embeddedScheme}/${folder}/held/${++this.#count}${path}`;
        this.#held.set(`${folder}${path}`, { uri, text });
        this.#facts.provide(uri, text);
        return [path, pathOf(uri)];
      }),
    );
  }

  #withdrawFrom(host: number): void {
    for (const [key, { uri }] of [...this.#held]) {
      if (!key.startsWith(`${host}/`)) continue;
      this.#held.delete(key);
      this.#facts.withdraw(uri);
    }
  }

  /** Closes the parts of a host that it no longer has. */
  #closeFrom(host: number, kept: ReadonlySet<string>): void {
    if (kept.size === 0) this.#withdrawFrom(host);
    for (const [uri, { embedding }] of [...this.#open]) {
      if (!uri.startsWith(`${embeddedScheme}/${host}/`) || kept.has(uri)) continue;
      this.#open.delete(uri);
      this.#documents.close(uri);
      if (embedding?.pathMappings) this.#documents.forget();
    }
  }
}

/** The files that a host document names, by the paths that they have in the container; none where it is on no disk. */
function filesOf(mappings: Readonly<Record<string, string>>, host: string): Record<string, string> {
  if (!host.startsWith("file:")) return {};
  return Object.fromEntries(
    Object.entries(mappings).map(([path, source]) => [path, `file://${pathFrom(host, source)}`]),
  );
}

const fileNames: Readonly<Record<Language, string>> = {
  "postgresql-conf": "postgresql.conf",
  "pg-hba": authFiles["pg-hba"][1],
  "pg-ident": authFiles["pg-ident"][1],
  "pg-hosts": authFiles["pg-hosts"][1],
};
