import type { FileFacts } from "../cluster/cluster.ts";
import type { TextFact } from "../cluster/files.ts";
import { HiddenWords } from "../cluster/hiddenWords.ts";
import { type GivenSettings, joinSettings, type ProjectSettings } from "../cluster/projectSettings.ts";
import { fileOf } from "../cluster/readingKey.ts";
import type { SettingsFile } from "../cluster/settingsFile.ts";
import { type Snapshot, snapshotOf } from "../cluster/snapshot.ts";
import { childOf, embeddedScheme, folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { Host } from "../host.ts";
import type { LoadPki, PemFile, Pki } from "../pki.ts";
import { Documents } from "./documents.ts";
import { EmbeddedDocuments } from "./embeddedDocuments.ts";
import { Facts } from "./facts.ts";
import { findSettingsFile } from "./findSettingsFile.ts";
import { type GatheredCluster, gatherCluster, stillHolds, withCurrentRecords } from "./gatherCluster.ts";
import { PgBouncers } from "./pgbouncers.ts";
import { lookAt, type Wanted } from "./wanted.ts";

/** Paths that are remembered at least before those of closed documents are forgotten. */
const minKnown = 1_000;

/** The documents and clusters that are being looked at, kept true while texts, files and settings change. */
export class Workspace {
  readonly documents: Documents;
  /** Documents that hold ours as parts. */
  readonly embedded: EmbeddedDocuments;
  /** Configurations of PgBouncer. */
  readonly pgbouncers: PgBouncers;
  readonly #facts: Facts;
  #given: GivenSettings = {};
  #settings: ProjectSettings = joinSettings({});
  /** The key of the cluster that a document belongs to. */
  readonly #keys = new Map<string, string>();
  readonly #clusters = new Map<string, GatheredCluster>();
  /** The files whose text was used for a cluster, by its key. */
  readonly #read = new Map<string, ReadonlySet<string>>();
  #forgotten = 0;
  /** Paths that were known at the first close after all were forgotten: about those that open documents need. */
  #sizeAfterClose: number | undefined;
  /** Clusters as they were before something changed: their unchanged parts are reused. */
  readonly #former = new Map<string, GatheredCluster>();

  constructor(host: Host, loadPki: LoadPki) {
    this.#facts = new Facts(host, loadPki);
    this.documents = new Documents(this.#facts);
    this.embedded = new EmbeddedDocuments(
      {
        open: (document) => this.documents.open(document),
        close: (uri) => this.close(uri),
        forget: () => this.forget(),
      },
      this.#facts,
    );
    this.pgbouncers = new PgBouncers(this);
  }

  /** Another number whenever something changed beside the texts that editors hold. */
  get revision(): number {
    return this.#forgotten;
  }

  get settings(): ProjectSettings {
    return this.#settings;
  }

  set settings(given: GivenSettings) {
    this.#given = given;
    this.#settings = joinSettings(given);
    this.#facts.permit(this.#settings);
    this.forget();
  }

  /** Clusters are gathered anew at the next question; what is known of files stays. */
  forget(): void {
    this.#forgotten++;
    this.#keys.clear();
    for (const [key, cluster] of this.#clusters) this.#former.set(key, cluster);
    this.#clusters.clear();
  }

  /** Looks at the file system again, or at a part that is next; returns whether anything changed. */
  async refresh(part: "all" | "next" = "all"): Promise<boolean> {
    const changed = await this.#facts.refresh(part);
    if (changed.length > 0) this.forget();
    return changed.length > 0;
  }

  /**
   * A document with its cluster as they are now, and with what `wanted` says that the answer looks at beside the
   * configuration; `undefined` when there is no such document.
   */
  async snapshot(uri: string, wanted?: (snapshot: Snapshot) => Wanted): Promise<Snapshot | undefined> {
    const { generation } = this.#facts;
    const forgotten = this.#forgotten;
    const snapshot = await this.#snapshotAtOnce(uri, wanted);
    const isLost = snapshot === undefined && forgotten !== this.#forgotten;
    if (isLost) return this.snapshot(uri, wanted);
    if (generation === this.#facts.generation) return snapshot;
    this.forget(); // what was looked at for it is known no longer
    return this.snapshot(uri, wanted);
  }

  /** Forgets a document that the editor closed, and what was known for its sake alone. */
  close(uri: string): void {
    this.documents.close(uri);
    const key = this.#keys.get(uri);
    const members = this.#clusters.get(key ?? "")?.members.keys() ?? [uri];
    if (key === undefined || ![...members].some((member) => this.documents.isOpen(member))) {
      for (const [of, itsKey] of this.#keys) if (itsKey === key) this.#keys.delete(of);
      this.#clusters.delete(key ?? "");
      this.#read.delete(key ?? "");
    }
    this.#former.clear();
    this.#sizeAfterClose ??= this.#facts.size;
    if (this.#facts.size < 2 * this.#sizeAfterClose + minKnown) return;
    this.#sizeAfterClose = undefined; // what is still needed is looked at again first
    this.documents.forgetClosed();
    this.#facts.forget();
    this.forget();
    this.#former.clear();
  }

  async #snapshotAtOnce(uri: string, wanted?: (snapshot: Snapshot) => Wanted): Promise<Snapshot | undefined> {
    if (!(await this.documents.load(uri))) return undefined;
    const { key } = await this.#clusterOf(uri);
    // From here on nothing waits, so that no edit comes between the last look at the text and the answer about it.
    const snapshot = this.#snapshotNow(uri, key);
    if (!snapshot || !wanted) return snapshot;
    await lookAt(wanted(snapshot), this.#facts);
    return this.#snapshotNow(uri, key);
  }

  /** A certificate, key or CRL file that no cluster needs to name. `decode: false` looks at its mode and owner only. */
  file(uri: string, decode: boolean): Promise<FileFacts> {
    return this.#facts.file(pathOf(uri), uri, decode);
  }

  /** The text of a file that belongs to no cluster. */
  text(uri: string): Promise<TextFact | undefined> {
    return this.#facts.text(uri);
  }

  /** The text of a file of secrets, in which something is looked up that nobody sees. */
  accounts(uri: string): Promise<TextFact | undefined> {
    return this.#facts.accounts(uri);
  }

  /** What PEM holds that is in no file of its own. */
  decode(pem: string): Promise<PemFile> {
    return this.#facts.decode(pem);
  }

  /** The X.509 code, absent until a file was decoded. */
  get pki(): Pki | undefined {
    return this.#facts.pki;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#facts.now();
  }

  /** The URIs of the documents that belong to the same cluster as one, itself included. */
  members(uri: string): readonly string[] {
    const cluster = this.#clusters.get(this.#keys.get(uri) ?? "");
    return cluster ? [...cluster.members.keys()] : [uri];
  }

  /** The settings file of a document's cluster, as the last snapshot had it. */
  settingsFile(uri: string): SettingsFile | undefined {
    return this.#clusters.get(this.#keys.get(uri) ?? "")?.settingsFile;
  }

  #snapshotNow(uri: string, key: string): Snapshot | undefined {
    const gathered = this.#clusters.get(key);
    if (!gathered) return undefined;
    const { pki } = this;
    const cluster = withCurrentRecords(gathered, this.documents);
    const hidden = new HiddenWords(cluster.members, this.#facts.foreign(this.#read.get(key)));
    return snapshotOf(
      { ...cluster, files: this.#facts.files, hidden, ...(pki && { pki }), now: this.now() },
      uri,
    );
  }

  async #clusterOf(uri: string): Promise<GatheredCluster> {
    if (!uri.startsWith(embeddedScheme)) await this.embedded.update();
    const known = this.#current(this.#keys.get(uri) ?? "");
    if (known?.members.has(uri)) return known;
    for (const main of await this.embedded.mainFilesAround(uri)) {
      const cluster = await this.#currentOrGathered(main, main);
      if (cluster.members.has(uri)) return this.#keep(uri, cluster);
    }
    const candidates = mainFileCandidates(uri);
    await this.#facts.lookAtAll([
      ...candidates,
      ...usualNeighbours.map((name) => childOf(folderOf(uri), name)),
    ]);
    for (const main of candidates) {
      if (!this.documents.isOpen(main) && !(await this.#facts.stat(main))) continue;
      const cluster = await this.#currentOrGathered(main, main);
      if (cluster.members.has(uri)) return this.#keep(uri, cluster);
    }
    for (const { key, members, cluster } of this.#clusters.values()) {
      if (!members.has(uri) || !cluster.mainFile) continue;
      const current = await this.#currentOrGathered(key, key);
      if (current.members.has(uri)) return this.#keep(uri, current);
    }
    return this.#keep(uri, await this.#loneCluster(uri));
  }

  /** The cluster of a file that no postgresql.conf leads to; a pg_ident.conf belongs to the pg_hba.conf beside it. */
  async #loneCluster(uri: string): Promise<GatheredCluster> {
    const language = (await this.documents.load(uri))?.language;
    const hba = childOf(folderOf(uri), "pg_hba.conf");
    if (language === "pg-ident" && (await this.documents.load(hba, "pg-hba"))) {
      const cluster = await this.#currentOrGathered(hba, undefined);
      if (cluster.members.has(uri)) return cluster;
    }
    return this.#gather(uri, language === "postgresql-conf" ? uri : undefined);
  }

  async #currentOrGathered(key: string, mainFile: string | undefined): Promise<GatheredCluster> {
    const cluster = this.#current(key) ?? (await this.#gather(key, mainFile));
    this.#clusters.set(key, cluster);
    return cluster;
  }

  async #gather(key: string, mainFile: string | undefined): Promise<GatheredCluster> {
    const { documents } = this;
    const former = this.#former.get(key);
    this.#former.delete(key);
    const reads = this.#facts.collectReads();
    try {
      const settingsFile = await findSettingsFile(
        this.embedded.holding(key)?.host ?? key,
        this.#facts,
        this.#settings,
      );
      const settings = joinSettings(this.#given, settingsFile?.settings);
      const gathered = await gatherCluster(
        key,
        mainFile,
        { documents, facts: this.#facts, settings },
        former,
      );
      return { ...gathered, ...(settingsFile && { settingsFile }) };
    } finally {
      reads.stop();
      this.#read.set(key, reads.uris);
    }
  }

  #keep(uri: string, cluster: GatheredCluster): GatheredCluster {
    this.#clusters.set(cluster.key, cluster);
    this.#keys.set(uri, cluster.key);
    return cluster;
  }

  /** The cluster of a key if it is up to date, so that requests for one file after the other gather it once. */
  #current(key: string): GatheredCluster | undefined {
    const cluster = this.#clusters.get(key);
    if (!cluster) return undefined;
    const current = withCurrentRecords(cluster, this.documents);
    if (current.members === cluster.members || stillHolds(cluster, current)) {
      this.#clusters.set(key, current);
      return current;
    }
    this.#former.set(key, cluster);
    this.#clusters.delete(key);
    for (const [uri, of] of this.#keys) if (of === uri) this.#keys.delete(uri); // a lone file may belong to it now
    return undefined;
  }
}

/** Where the main configuration file of a document's cluster may be: itself, beside it, or up to two folders above. */
export function mainFileCandidates(uri: string): string[] {
  const candidates: string[] = [];
  if (nameOf(uri) === mainName) candidates.push(fileOf(uri));
  let folder = folderOf(uri);
  for (let level = 0; level < 3; level++) {
    candidates.push(childOf(folder, mainName));
    folder = folderOf(folder);
  }
  return [...new Set(candidates)];
}

const mainName = "postgresql.conf";

/** What is looked for beside most files. */
const usualNeighbours = ["PG_VERSION", "pg_hba.conf", "pg_ident.conf", "postgresql.auto.conf"];
