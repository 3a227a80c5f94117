import type { Cluster } from "../cluster/cluster.ts";
import type { AuthContext, IdentFault } from "../cluster/context.ts";
import { isEqual } from "../cluster/isEqual.ts";
import type { Records } from "../cluster/records.ts";
import { isClosed } from "../cluster/serverAccess.ts";
import type { ClusterSnapshot } from "../cluster/snapshot.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { checkCluster } from "./checkCluster.ts";
import { concealFinding } from "./concealFinding.ts";
import { diagnose } from "./diagnose.ts";
import { RecordFindings } from "./recordFindings.ts";

/** What the rules find in a snapshot; each document is checked when its findings are first needed. */
export interface Findings {
  /** What was found in the records of a document, each by itself, whatever comments and settings silence. */
  inRecords(uri: string): readonly Diagnostic[];
  /** What was found in the cluster as a whole, whatever comments and settings silence. */
  readonly inCluster: readonly Diagnostic[];
  /** The findings of a document as comments in it and the user's settings let them through, in the order of its lines. */
  shown(uri: string): readonly Diagnostic[];
  /** Why the server loads no map of pg_ident.conf. */
  readonly identFault: IdentFault | undefined;
}

interface Shown {
  readonly others: readonly Diagnostic[];
  readonly inCluster: readonly Diagnostic[];
  readonly rules: ClusterSnapshot["settings"]["rules"];
  readonly shown: readonly Diagnostic[];
}

/** Checks snapshots. It remembers what it found, by the parts of snapshots, so that what did not change is not checked again. */
export class Checker {
  readonly #ofRecords = new WeakMap<object, RecordFindings>();
  readonly #ofClusters = new WeakMap<Cluster, readonly Diagnostic[]>();
  /** What was shown of a document, by what was found in its records, with what else it was made of. */
  readonly #shown = new WeakMap<readonly Diagnostic[], Shown>();
  /** The contexts of pg_hba.conf files whose maps are not loaded, by the context without that. */
  readonly #faulty = new WeakMap<AuthContext, AuthContext>();

  check(snapshot: ClusterSnapshot): Findings {
    let fault: { readonly found: IdentFault | undefined } | undefined;
    const identFault = () => {
      fault ??= { found: this.#findIdentFault(snapshot) };
      return fault.found;
    };
    const records = (uri: string) => this.#recordFindings(snapshot, uri, identFault);
    const { members, hidden } = snapshot;
    const conceal = (findings: readonly Diagnostic[]) =>
      hidden.isNothing
        ? findings
        : findings.map((finding) => concealFinding(finding, members.get(finding.uri), hidden));
    const inCluster = () => conceal(this.#clusterFindings(snapshot));
    return {
      inRecords: (uri) => conceal(records(uri)?.byThemselves(uri) ?? []),
      get inCluster() {
        return inCluster();
      },
      shown: (uri) => {
        const document = members.get(uri);
        const found = records(uri);
        if (!document || !found) return [];
        return conceal(this.#shownIn(snapshot, uri, document, found));
      },
      get identFault() {
        return identFault();
      },
    };
  }

  /** What is shown of a document, before words are concealed: computed anew after a change, not for each answer. */
  #shownIn(
    snapshot: ClusterSnapshot,
    uri: string,
    document: Records,
    found: RecordFindings,
  ): readonly Diagnostic[] {
    const { rules } = snapshot.settings;
    const themselves = found.byThemselves(uri);
    const others = found.amongOthers(uri);
    const inCluster = this.#clusterFindings(snapshot);
    const known = this.#shown.get(themselves);
    if (known?.others === others && known.inCluster === inCluster && known.rules === rules)
      return known.shown;
    const all = [...themselves, ...others, ...inCluster.filter((finding) => finding.uri === uri)];
    const garbled = snapshot.cluster.encodings.find(
      ({ kind, place }) => kind !== "byte-order-mark" && place.uri === uri,
    );
    const shown = diagnose(document, all, rules, garbled?.place.line);
    this.#shown.set(themselves, { others, inCluster, rules, shown });
    return shown;
  }

  #recordFindings(
    { members, contexts }: ClusterSnapshot,
    uri: string,
    identFault: () => IdentFault | undefined,
  ): RecordFindings | undefined {
    const records = members.get(uri);
    const context = contexts.get(uri);
    if (!records || !context) return undefined;
    const { source, language } = records.document;
    const findings = this.#ofRecords.get(source) ?? new RecordFindings();
    this.#ofRecords.set(source, findings);
    findings.update(records, language === "pg-hba" ? this.#withFault(context, identFault()) : context);
    return findings;
  }

  #withFault(context: AuthContext, identFault: IdentFault | undefined): AuthContext {
    if (!identFault) return context;
    const known = this.#faulty.get(context);
    if (known && isEqual(known.identFault, identFault)) return known;
    const { maps, ...withoutMaps } = context;
    const faulty = { ...withoutMaps, identFault };
    this.#faulty.set(context, faulty);
    return faulty;
  }

  /** What keeps the server from loading the maps of a cluster, as far as it is known here. */
  #findIdentFault(snapshot: ClusterSnapshot): IdentFault | undefined {
    const { members, contexts, cluster } = snapshot;
    const { identFile } = cluster;
    const files = [...members.values()].filter(({ document }) => document.language === "pg-ident");
    const isKnownEmpty = [...contexts.values()].some(({ identMaps }) => identMaps?.size === 0);
    if (isKnownEmpty) return undefined;
    if (identFile && isClosed(identFile, cluster)) return { uri: identFile.uri };
    for (const { document } of files) {
      const { uri } = document;
      const found = this.#recordFindings(snapshot, uri, () => undefined)?.byThemselves(uri) ?? [];
      const refused = found.find(({ serverEffect }) => serverEffect === "line-error");
      if (refused) return { uri, place: { uri, line: refused.line, span: refused.span } };
    }
    return undefined;
  }

  #clusterFindings({ cluster, members, now }: ClusterSnapshot): readonly Diagnostic[] {
    const known = this.#ofClusters.get(cluster);
    if (known) return known;
    const findings = hasClusterRules(cluster, members) ? checkCluster({ cluster, now }) : [];
    this.#ofClusters.set(cluster, findings);
    return findings;
  }
}

/** Lone authentication files have nothing to be joined with, but for hosts on two lines, the bytes on disk, and what is left out. */
function hasClusterRules(
  { mainFile, encodings, leftOut }: Cluster,
  members: ClusterSnapshot["members"],
): boolean {
  return (
    leftOut.length > 0 ||
    mainFile !== undefined ||
    encodings.length > 0 ||
    [...members.values()].some(({ document }) => document.language === "pg-hosts")
  );
}
