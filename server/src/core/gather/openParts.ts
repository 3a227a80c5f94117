import type { EmbeddedCluster, EmbeddedFile } from "../carriers/carrier.ts";
import { carrierInWords } from "../carriers/carrierInWords.ts";
import { authFiles } from "../cluster/authFileUri.ts";
import { isEqual } from "../cluster/isEqual.ts";
import type { KnownVersion } from "../cluster/knownVersion.ts";
import { type Embedding, SourceDocument } from "../cluster/sourceDocument.ts";
import { embeddedScheme, folderOf, pathFrom, pathOf, resolvePath } from "../cluster/uris.ts";
import type { Language } from "../model/language.ts";
import { lineStartsOf, splitLines } from "../model/lines.ts";
import { type ServerVersion, serverVersions } from "../model/serverVersion.ts";
import type { Facts } from "./facts.ts";

/** A file of an embedded cluster, as a document that the service holds. */
export interface OpenFile {
  readonly uri: string;
  readonly file: EmbeddedFile;
  readonly starts: readonly number[];
  readonly cluster: EmbeddedCluster;
  /** The version for which the file is open. */
  readonly version: ServerVersion;
}

/** Where the parts are documents. */
export interface Documents {
  open(document: SourceDocument): void;
  close(uri: string): void;
  /** Another file may belong to the cluster of a part than before, or no longer. */
  forget(): void;
}

/** A document that holds clusters, and the number by which its parts are known. */
interface Holder {
  readonly uri: string;
  readonly id: number;
}

/** The parts of host documents that are open as documents of our languages, and the certificates and keys beside them. */
export class OpenParts {
  readonly #documents: Documents;
  readonly #facts: Facts;
  readonly #open = new Map<string, SourceDocument>();
  /** The files that hosts hold, by host, cluster and path; another text is another file. */
  readonly #held = new Map<string, { readonly uri: string; readonly text: string }>();
  #count = 0;

  constructor(documents: Documents, facts: Facts) {
    this.#documents = documents;
    this.#facts = facts;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** The files of a holder's cluster of this number, open for a version. */
  open(host: Holder, index: number, cluster: EmbeddedCluster, version: ServerVersion): readonly OpenFile[] {
    const folder = `${host.id}/${index}`;
    const held = this.#heldFiles(folder, cluster);
    const pathMappings = { ...(cluster.mappings && this.#filesOf(cluster.mappings, host.uri)), ...held };
    const embedding = {
      version: cluster.version ?? oneOfAll(version),
      knowsSettings: cluster.knowsSettings,
      carrier: carrierInWords(cluster.carrier),
      ...((cluster.mappings || held) && { pathMappings }),
      ...(cluster.serverUser !== undefined && { serverUser: cluster.serverUser }),
      ...(cluster.access && { access: cluster.access }),
      ...(cluster.comment && { comment: cluster.comment }),
    };
    return cluster.files.map((file) => {
      const uri = partUri(folder, version, file);
      this.#update(uri, file, { ...embedding, added: file.added, isPartial: file.isPartial === true });
      return { uri, file, starts: lineStartsOf(splitLines(file.text)), cluster, version };
    });
  }

  #update(uri: string, file: EmbeddedFile, embedding: Embedding): void {
    const known = this.#open.get(uri);
    if (!known || !isEqual(known.embedding, embedding)) {
      const document = new SourceDocument<Language>(uri, file.language, 1, file.text, embedding);
      this.#open.set(uri, document);
      this.#documents.open(document);
      if (embedding.pathMappings) this.#documents.forget();
    } else if (known.text !== file.text) known.update([{ text: file.text }], known.version + 1);
  }

  /** Closes the parts of a host but for those of its clusters, which may be open for each version where none is known. */
  closeOthers(host: number, clusters: readonly EmbeddedCluster[]): void {
    const kept = new Set(
      clusters.flatMap(({ version, files }, index) =>
        (version ? [version.value] : serverVersions).flatMap((one) =>
          files.map((file) => partUri(`${host}/${index}`, one, file)),
        ),
      ),
    );
    if (kept.size === 0) this.#withdrawFrom(host);
    for (const [uri, { embedding }] of [...this.#open]) {
      if (!uri.startsWith(`${embeddedScheme}/${host}/`) || kept.has(uri)) continue;
      this.#open.delete(uri);
      this.#documents.close(uri);
      if (embedding?.pathMappings) this.#documents.forget();
    }
  }

  /** The files that a host document names, by the paths that they have in the container; none where it is on no disk. */
  #filesOf(mappings: Readonly<Record<string, string>>, host: string): Record<string, string> {
    if (!host.startsWith("file:")) return {};
    for (const source of Object.values(mappings))
      this.#facts.admitLed(host, resolvePath(source, folderOf(host), {}));
    const files = Object.entries(mappings).map(([path, source]) => [
      path,
      `file://${pathFrom(host, source)}`,
    ]);
    return Object.fromEntries(files.filter(([, uri = ""]) => this.#facts.mayLookFor(uri)));
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
}

function oneOfAll(value: ServerVersion): KnownVersion {
  return { value, reason: "each that is known, since nothing says which", isOneOfAll: true };
}

function partUri(folder: string, version: ServerVersion, { language }: EmbeddedFile): string {
  return `${embeddedScheme}/${folder}/v${version}/${fileNames[language]}`;
}

const fileNames: Readonly<Record<Language, string>> = {
  "postgresql-conf": "postgresql.conf",
  "pg-hba": authFiles["pg-hba"][1],
  "pg-ident": authFiles["pg-ident"][1],
  "pg-hosts": authFiles["pg-hosts"][1],
};
