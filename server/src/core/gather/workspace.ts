import { recordJudge } from "../check/judge.ts";
import { judgeCluster } from "../check/judgeCluster.ts";
import { RecordOrder } from "../check/order/recordOrder.ts";
import { clusterRules, recordRules } from "../check/ruleSets.ts";
import type { AuthContext, IdentFault } from "../cluster/context.ts";
import { defaultProjectSettings, type ProjectSettings } from "../cluster/projectSettings.ts";
import { readRecord } from "../cluster/readRecord.ts";
import type { RecordIndex } from "../cluster/recordIndex.ts";
import { isClosed, isForbidden } from "../cluster/serverAccess.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { childOf, folderOf, nameOf } from "../cluster/uris.ts";
import type { Host } from "../host.ts";
import type { LoadPki } from "../pki.ts";
import type { Rule } from "../ruleKit/rule.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { type ClusterState, readCluster } from "./clusterState.ts";
import { Documents } from "./documents.ts";
import { Facts } from "./facts.ts";
import { lookUpDirectory, lookUpFile, type ServerView } from "./references.ts";

/** A document with the cluster that it belongs to and what its lines are judged under. */
export interface Located {
  readonly index: RecordIndex;
  readonly state: ClusterState;
  readonly context: AuthContext;
  /** pg_hba.conf: what was found in records among each other. */
  readonly order?: RecordOrder;
}

/** The documents and clusters that are being looked at, kept true while texts, files and settings change. */
export class Project {
  readonly documents: Documents;
  readonly facts: Facts;
  #settings: ProjectSettings = defaultProjectSettings;
  /** The key of the cluster that a document belongs to. */
  readonly #keys = new Map<string, string>();
  readonly #states = new Map<string, ClusterState>();
  readonly #contexts = new Map<string, { readonly signature: string; readonly context: AuthContext }>();

  readonly #orders = new WeakMap<RecordIndex, RecordOrder>();

  constructor(host: Host, loadPki: LoadPki) {
    this.facts = new Facts(host, loadPki);
    this.documents = new Documents(this.facts);
  }

  get settings(): ProjectSettings {
    return this.#settings;
  }

  set settings(settings: ProjectSettings) {
    this.#settings = settings;
    this.forget();
  }

  /** Clusters are read anew at the next question; what is known of files stays. */
  forget(): void {
    this.#keys.clear();
    this.#states.clear();
  }

  /** Looks at the file system again; tells whether anything changed. */
  async refresh(): Promise<boolean> {
    const changed = await this.facts.refresh();
    if (changed.length > 0) this.forget();
    return changed.length > 0;
  }

  /** The document at a URI with its cluster, scanned and judged; `undefined` when there is no such document. */
  async locate(uri: string): Promise<Located | undefined> {
    const index = await this.documents.load(uri);
    if (!index) return undefined;
    const { language, lines } = index.document;
    const state = await this.#stateOf(uri);
    const rules = recordRules[language];
    const identRules = recordRules["pg-ident"];
    const joiningRules = !state.findings && hasClusterRules(state) ? clusterRules : [];
    // From here on nothing waits, so that no edit comes between parsing and judging.
    // An edit that came while the above was waited for is parsed now, and lets the next question read the cluster anew.
    index.rescan();
    const fault = language === "pg-hba" ? this.#identFault(state, identRules) : undefined;
    const context = this.#contextOf(index, state, fault);
    const order = language === "pg-hba" ? this.#orderOf(index, rules) : undefined;
    index.judge(context, recordJudge(language, lines, context, rules, order), (line) =>
      order?.set(line, undefined),
    );
    order?.update(context);
    state.findings ??= judgeCluster({ cluster: state.cluster, now: this.facts.now() }, joiningRules);
    return { index, state, context, ...(order && { order }) };
  }

  /** The URIs of the documents that belong to the same cluster as one, itself included. */
  members(uri: string): readonly string[] {
    const state = this.#states.get(this.#keys.get(uri) ?? "");
    return state ? [...state.members.keys()] : [uri];
  }

  #orderOf(index: RecordIndex, rules: readonly Rule[]): RecordOrder {
    const order = this.#orders.get(index) ?? new RecordOrder(index.document, rules);
    this.#orders.set(index, order);
    return order;
  }

  async #stateOf(uri: string): Promise<ClusterState> {
    const known = this.#current(this.#keys.get(uri) ?? "");
    if (known?.members.has(uri)) return known;
    const candidates = mainFileCandidates(uri);
    await this.facts.lookAtAll([
      ...candidates,
      ...usualNeighbours.map((name) => childOf(folderOf(uri), name)),
    ]);
    for (const main of candidates) {
      const exists = this.documents.opened(main) ?? (await this.facts.stat(main));
      if (!exists) continue;
      const state = await this.#currentOrRead(main);
      if (state.members.has(uri)) return this.#keep(uri, state);
    }
    for (const { members, cluster } of this.#states.values()) {
      if (!members.has(uri) || !cluster.mainFile) continue;
      const state = await this.#currentOrRead(cluster.mainFile);
      if (state.members.has(uri)) return this.#keep(uri, state);
    }
    const index = await this.documents.load(uri);
    const isConf = index?.document.language === "postgresql-conf";
    return this.#keep(uri, await this.#read(uri, isConf ? uri : undefined));
  }

  async #currentOrRead(mainFile: string): Promise<ClusterState> {
    const state = this.#current(mainFile) ?? (await this.#read(mainFile, mainFile));
    this.#states.set(mainFile, state);
    return state;
  }

  #read(key: string, mainFile: string | undefined): Promise<ClusterState> {
    const { documents, facts, settings } = this;
    return readCluster(key, mainFile, { documents, facts, settings });
  }

  #keep(uri: string, state: ClusterState): ClusterState {
    this.#states.set(state.key, state);
    this.#keys.set(uri, state.key);
    return state;
  }

  /** The state of a key if it is still true, so that asking for one file after the other reads it once. */
  #current(key: string): ClusterState | undefined {
    const state = this.#states.get(key);
    if (!state || !this.#hasChanged(state)) return state;
    for (const [uri, key] of this.#keys) if (key === uri) this.#keys.delete(uri); // who stood alone may belong to it now
    return undefined;
  }

  /** Whether a document of the cluster changed in a way that others depend on since it was read. */
  #hasChanged(state: ClusterState): boolean {
    let changed = false;
    for (const index of state.members.values()) {
      index.rescan();
      if (!this.documents.isCurrent(index) || index.changes !== state.readings.get(index)) changed = true;
    }
    return changed || state.startsMoved() || state.hbaHasRecords() !== state.cluster.hbaFile?.hasRecords;
  }

  /** What keeps the server from loading the maps of a cluster, as far as it is known here. */
  #identFault(state: ClusterState, rules: readonly Rule[]): IdentFault | undefined {
    const { identMaps, members, cluster } = state;
    const { identFile } = cluster;
    if (identMaps?.size === 0) return undefined;
    if (identFile && isClosed(identFile, cluster)) return { uri: identFile.uri };
    let fault: IdentFault | undefined;
    for (const [uri, index] of members) {
      const { language, lines } = index.document;
      if (language !== "pg-ident") continue;
      const context = this.#contextOf(index, state);
      index.rescan();
      index.judge(context, recordJudge(language, lines, context, rules));
      index.forEachLoud(({ findings }, line) => {
        const refused = findings.find(({ serverEffect }) => serverEffect === "line-error");
        if (refused) fault ??= { uri, place: { uri, line, span: refused.span } };
      });
    }
    return fault;
  }

  /** The lines of pg_ident.conf and of what it includes. */
  #identRecords(state: ClusterState): readonly IdentRecord[] {
    return [...state.members.values()].flatMap((index) => {
      if (index.document.language !== "pg-ident") return [];
      const context = this.#contextOf(index, state);
      return index.entries.flatMap((entry, line) =>
        entry?.digest?.isMapping
          ? [readRecord("pg-ident", index.document.lines, line, context) as IdentRecord]
          : [],
      );
    });
  }

  /** The context of a document, the same object as long as nothing in it changed, so that judgements stay. */
  #contextOf(index: RecordIndex, state: ClusterState, identFault?: IdentFault): AuthContext {
    const { uri, language } = index.document;
    const { cluster, identMaps, judgeClients } = state;
    const directive = topDirective(index.document);
    const isConf = language === "postgresql-conf";
    const serverVersion = directive?.serverVersion ?? cluster.serverVersion;
    const build = directive?.build ?? cluster.build;
    // The cluster's part, by far the longest, is text already.
    const own = JSON.stringify([
      serverVersion,
      [...build],
      cluster.openSsl,
      cluster.isOnServer,
      cluster.serverUser,
      cluster.serverPlatform,
      this.facts.generation,
      identFault,
    ]);
    const signature = isConf ? own : own + state.signature;
    const known = this.#contexts.get(uri);
    if (known?.signature === signature) return known.context;
    const sources = { documents: this.documents, facts: this.facts, settings: this.settings };
    const view: ServerView = {
      isOnServer: cluster.isOnServer,
      isForbidden: (stat, access) => isForbidden(stat, cluster, access),
    };
    let records: readonly IdentRecord[] | undefined;
    // Read once for all records that ask for them, and not at all where none does.
    const readMaps = () => {
      if (identMaps && !identFault) records ??= this.#identRecords(state);
      return records;
    };
    const { openSsl } = cluster;
    const context: AuthContext = {
      uri,
      serverVersion,
      build,
      openSsl,
      reference: (path) => lookUpFile(path, uri, view, sources),
      referencedDirectory: (path) => lookUpDirectory(path, uri, view, sources),
      ...(!isConf && cluster.settings && { settings: cluster.settings }),
      ...(!isConf && identMaps && { identMaps }),
      ...(identFault && { identFault }),
      ...(judgeClients && {
        judgeClients: (record) => judgeClients(record, cluster.known?.clients ?? [], readMaps, serverVersion),
      }),
      includeDepth: state.includeDepths.get(uri) ?? 0,
    };
    this.#contexts.set(uri, { signature, context });
    return context;
  }
}

/** Lone authentication files have nothing to be joined with, but for hosts that stand on two lines. */
function hasClusterRules({ cluster, members }: ClusterState): boolean {
  return (
    cluster.mainFile !== undefined ||
    [...members.values()].some(({ document }) => document.language === "pg-hosts")
  );
}

/** Where the main configuration file of a document's cluster may be: itself, beside it, or up to two folders above. */
export function mainFileCandidates(uri: string): string[] {
  const candidates: string[] = [];
  if (nameOf(uri) === mainName) candidates.push(uri);
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
