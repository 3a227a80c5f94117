import {
  type ConnectionState,
  compareStates,
  forReaders,
  type LanguageService,
  type PlaceInDocument,
} from "../core/index.ts";
import { type ConnectionChange, changeEffects } from "../core/model/connectionChange.ts";
import type { Place } from "../core/model/span.ts";

/** A cluster of a document: the one that the document belongs to, or one of those that it holds as parts. */
interface DocumentCluster {
  readonly uri: string;
  readonly name?: string;
  readonly state: ConnectionState;
}

/** One state of a document, with the clusters in it. */
export interface DocumentClusters {
  readonly text: string | undefined;
  readonly clusters: readonly DocumentCluster[];
  /** A place as the user knows it. */
  placeOf(place: Place): PlaceInDocument;
}

/** What two states of a document make of the connections to one of its clusters. */
export interface ComparedCluster {
  /** Where there are several. */
  readonly name?: string;
  readonly changes: readonly PlacedChange[];
  /** Whether the server loads the state after, and its records are known. */
  readonly isLoaded: boolean;
  /** Where its records begin, or the list beside which all of them are added. */
  readonly place: Place;
}

/** A change with the place that leads to it, that of the record which decides in the end where there is one. */
interface PlacedChange extends ConnectionChange {
  readonly place?: PlaceInDocument;
}

/** What decides about connections to the clusters of a document. */
export async function readClusters(
  service: LanguageService,
  uri: string,
  text: string | undefined,
): Promise<DocumentClusters> {
  const clusters: DocumentCluster[] = [];
  const parts = await service.embeddedClusters(uri);
  for (const cluster of parts.length > 0 ? parts : [{ uri }]) {
    const state = await service.connectionState(cluster.uri);
    if (state) clusters.push({ ...cluster, state });
  }
  return { text, clusters, placeOf: (place) => service.placeInDocument(place) };
}

/** What becomes of connections when one state of a document takes the place of another. */
export function compareClusters(
  before: DocumentClusters,
  after: DocumentClusters,
): readonly ComparedCluster[] {
  const isSameText = before.text === after.text;
  return pairs(before.clusters, after.clusters).map(([was, { uri, name, state }]) => {
    const start = { uri, line: 0, span: { start: 0, end: 0 } };
    const place = after.placeOf(start);
    // What is not known of a text is no change while the text is the same.
    const isUnknown = isSameText && was.state.fault !== undefined && state.fault !== undefined;
    const changes = isUnknown ? [] : broadestFirst(forReaders(compareStates(was.state, state)));
    const placeOf = (change: ConnectionChange) => {
      if (change.after) return after.placeOf(change.after);
      // Other lines of a manifest may have moved what is gone anywhere.
      return place.uri === uri ? change.before && before.placeOf(change.before) : place;
    };
    return {
      ...(name !== undefined && after.clusters.length > 1 && { name }),
      place,
      isLoaded: state.fault === undefined,
      changes: changes.map((change) => {
        const at = placeOf(change);
        return { ...change, ...(at && { place: at }) };
      }),
    };
  });
}

/** Of changes with one effect those of all roles before those of named ones, which operators have records of their own for. */
function broadestFirst(changes: readonly ConnectionChange[]): readonly ConnectionChange[] {
  const isNamed = ({ user }: ConnectionChange) => (user.startsWith("all") ? 0 : 1);
  return [...changes].sort(
    (a, b) => changeEffects.indexOf(a.effect) - changeEffects.indexOf(b.effect) || isNamed(a) - isNamed(b),
  );
}

/**
 * The clusters that are in both states, by their names, those of one name by their order. Where it is not known which is which, and where a
 * cluster is new or gone, no connections to it change.
 */
function pairs(
  before: readonly DocumentCluster[],
  after: readonly DocumentCluster[],
): (readonly [DocumentCluster, DocumentCluster])[] {
  const named = (clusters: readonly DocumentCluster[], name: string | undefined) =>
    clusters.filter((cluster) => cluster.name === name);
  return after.flatMap((cluster) => {
    const [were, are] = [named(before, cluster.name), named(after, cluster.name)];
    const was = were.length === are.length ? were[are.indexOf(cluster)] : undefined;
    return was ? [[was, cluster] as const] : [];
  });
}
