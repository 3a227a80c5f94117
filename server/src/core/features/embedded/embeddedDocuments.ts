import type { EmbeddedCluster, EmbeddedFile } from "../../carriers/carrier.ts";
import { embed } from "../../carriers/embed.ts";
import { authFiles } from "../../cluster/authFileUri.ts";
import { isEqual } from "../../cluster/isEqual.ts";
import {
  type DocumentText,
  type Embedding,
  type HostDocument,
  SourceDocument,
} from "../../cluster/sourceDocument.ts";
import { pathFrom } from "../../cluster/uris.ts";
import type { HostLanguage, Language } from "../../model/language.ts";
import { splitLines } from "../../model/lines.ts";
import { newestServerVersion, type ServerVersion, serverVersions } from "../../model/serverVersion.ts";
import { lineStartsOf } from "./places.ts";

/** The scheme of documents that are parts of others. */
export const embeddedScheme = "pgssl-embedded:";

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
}

/** The service behind, as far as it is needed here. */
interface Documents {
  open(document: SourceDocument): void;
  close(uri: string): void;
}

/** The host documents that an editor holds; their parts are open in the service as documents of our languages. */
export class EmbeddedDocuments {
  readonly #documents: Documents;
  readonly #hosts = new Map<
    string,
    { readonly id: number; readonly document: HostDocument; state?: HostState }
  >();
  readonly #open = new Map<string, SourceDocument>();
  #count = 0;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  open(document: HostDocument): void {
    const id = this.#hosts.get(document.uri)?.id ?? ++this.#count;
    this.#hosts.set(document.uri, { id, document });
  }

  /** Whether there was such a document. */
  close(uri: string): boolean {
    const host = this.#hosts.get(uri);
    if (!host) return false;
    this.#closeFrom(`${embeddedScheme}/${host.id}/`, new Set());
    return this.#hosts.delete(uri);
  }

  get uris(): readonly string[] {
    return [...this.#hosts.keys()];
  }

  document(uri: string): HostDocument | undefined {
    return this.#hosts.get(uri)?.document;
  }

  /** The document of which an embedded one is a part. */
  hostOf(uri: string): string | undefined {
    const id = Number(uri.slice(embeddedScheme.length + 1).split("/", 1)[0]);
    return [...this.#hosts].find(([, host]) => host.id === id)?.[0];
  }

  /** A host document as it is now, with its parts open; `undefined` for another document. */
  async state(uri: string): Promise<HostState | undefined> {
    const host = this.#hosts.get(uri);
    if (!host) return undefined;
    const text = host.document.current;
    if (host.state?.text === text) return host.state;
    const source = text.lines.join("");
    const clusters = await embed(source, text.language);
    if (host.document.current !== text) return this.state(uri); // edited meanwhile
    const files = clusters.flatMap((cluster, index) =>
      cluster.files.map((file) =>
        this.#openFile(uri, index, cluster, file, cluster.version?.value ?? newestServerVersion),
      ),
    );
    this.#closeFrom(`${embeddedScheme}/${host.id}/`, new Set(files.map(({ uri }) => uri)));
    host.state = { text, source, starts: lineStartsOf(text.lines), clusters, files };
    return host.state;
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
    const embedding: Embedding = {
      version: cluster.version ?? { value: version, reason: "each that is known, since nothing says which" },
      knowsSettings: cluster.knowsSettings,
      ...(cluster.mappings && { pathMappings: filesOf(cluster.mappings, host) }),
      ...(cluster.serverUser !== undefined && { serverUser: cluster.serverUser }),
      added: file.added,
      isPartial: file.isPartial === true,
    };
    const known = this.#open.get(uri);
    if (!known || !isEqual(known.embedding, embedding)) {
      const document = new SourceDocument<Language>(uri, file.language, 1, file.text, embedding);
      this.#open.set(uri, document);
      this.#documents.open(document);
    } else if (known.text !== file.text) known.update([{ text: file.text }], known.version + 1);
    return { uri, file, starts: lineStartsOf(splitLines(file.text)), cluster, version };
  }

  /** Closes the parts of a host that it no longer has. */
  #closeFrom(prefix: string, kept: ReadonlySet<string>): void {
    for (const uri of [...this.#open.keys()]) {
      if (!uri.startsWith(prefix) || kept.has(uri)) continue;
      this.#open.delete(uri);
      this.#documents.close(uri);
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
