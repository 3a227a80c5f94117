import type { EmbeddedCluster } from "../../carriers/carrier.ts";
import { carrierInWords } from "../../carriers/carrierInWords.ts";
import { isHere } from "../../carriers/hostSpan.ts";
import { hasUnknownLines } from "../../carriers/ofTemplate.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { MessageCause } from "../../model/messageCause.ts";
import type { Place } from "../../model/span.ts";
import type { Client, ConnectionDecision } from "../connect/connection.ts";
import type { ConnectionState } from "../difference/readState.ts";
import type { ClusterInDocument, LanguageService, PlaceInDocument } from "../languageService.ts";
import { addedInWords, whereAdded } from "./addedInWords.ts";
import { clustersInWords } from "./clustersInWords.ts";
import { inHostLines } from "./inHostLines.ts";
import { hostSpan, lineSpan, placeInDocument } from "./places.ts";

/** The part by which a cluster is requested: its records, if it has some. */
export function mainPart(parts: readonly OpenFile[]): OpenFile | undefined {
  return parts.find(({ file }) => file.language === "pg-hba") ?? parts[0];
}

/** Whether the server of a cluster in a host document admits a client; `undefined` where it has no records. */
export async function explainEmbedded(
  uri: string,
  part: OpenFile,
  state: HostState,
  client: Client,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<ConnectionDecision | undefined> {
  const decision = await inner.explain(part.uri, client);
  if (!decision) return undefined;
  const { cluster } = part;
  if (!cluster.version) {
    for (const parts of documents.inOtherVersions(uri, state, cluster)) {
      const other = mainPart(parts);
      const there = other && (await inner.explain(other.uri, client));
      if (there && there.admitted !== decision.admitted) {
        const reason = `It depends on the version of PostgreSQL, which ${carrierInWords(cluster.carrier)} decides`;
        return { admitted: undefined, stage: decision.stage, reason: `${reason}.` };
      }
    }
  }
  const decided = decisionAtHost(decision, uri, part, state);
  const { line } = decision;
  if (!line || !isElsewhere(line, part)) return decided;
  const { line: _, ...withoutPlace } = decided;
  const place = await placeBeside(line, uri, part, documents);
  return place ? { ...withoutPlace, line: place } : withoutPlace;
}

const isElsewhere = ({ uri, line }: Place, { uri: own, file }: OpenFile) =>
  uri === own && file.elsewhere.has(line);

/** Where a line of a part is written that another document has: there is the same cluster, with the same text, and it has a place. */
async function placeBeside(
  { line, span }: Place,
  uri: string,
  { file, cluster }: OpenFile,
  documents: EmbeddedDocuments,
): Promise<Place | undefined> {
  for (const { host, state } of await documents.besides(uri))
    for (const other of state.files) {
      const isSame =
        other.cluster.name === cluster.name &&
        other.file.language === file.language &&
        other.file.text === file.text;
      const at = isSame && hostSpan(other.file, other.starts, line, span);
      if (at && isHere(at)) return { uri: host, ...lineSpan(state.starts, at) };
    }
  return undefined;
}

/** A decision that says which of several clusters of a document it is about. */
export function amongClusters(
  decision: ConnectionDecision,
  { name }: ClusterInDocument,
  clusters: readonly EmbeddedCluster[],
): ConnectionDecision {
  if (clusters.length < 2) return decision;
  const which = name === undefined ? "one" : `"${name}", one`;
  return { ...decision, reason: `For ${which} of ${clustersInWords(clusters)}: ${decision.reason}` };
}

/** A decision at its place in the host document, and with the lines of that in its words. */
export function decisionAtHost(
  decision: ConnectionDecision,
  uri: string,
  part: OpenFile,
  state: HostState,
): ConnectionDecision {
  const { file } = part;
  const { admitted, stage, line } = decision;
  if (file.isPartial) {
    return { admitted: undefined, stage, reason: `${othersInWords(part)}.` };
  }
  const reason = inHostLines(decision.reason, uri, part, state);
  if (!line) return { admitted, stage, reason };
  const place = placeInDocument(line, uri, state);
  const isAdded = line.uri === part.uri && file.added.has(line.line);
  return {
    ...decision,
    reason: isAdded ? `${addedInWords(part, line.line)}. ${reason}` : reason,
    line: place,
  };
}

/** What is behind a message, with the record and the decision at their places in the host document. */
export function causeAtHost(
  cause: MessageCause,
  uri: string,
  part: OpenFile,
  state: HostState,
): MessageCause {
  const { place, decision } = cause;
  const start = { start: 0, end: 1 };
  const atHost = (at: { readonly uri: string; readonly line: number }) =>
    placeInDocument({ ...at, span: start }, uri, state);
  if (!decision) return { ...cause, ...(place && { place: atHost(place) }) };
  const { admitted, reason, place: line } = decision;
  const decided = decisionAtHost(
    {
      admitted: admitted ?? undefined,
      stage: "authentication",
      reason,
      ...(line && { line: { ...line, span: start } }),
    },
    uri,
    part,
    state,
  );
  return {
    ...cause,
    ...(place && { place: atHost(place) }),
    decision: {
      admitted: decided.admitted ?? null,
      reason: decided.reason,
      ...(decided.line && { place: decided.line }),
    },
  };
}

/** What decides about connections to a cluster in a host document: nothing is known where other records may come first. */
export function stateOfPart(
  state: ConnectionState,
  uri: string,
  part: OpenFile,
  host: HostState,
): ConnectionState {
  const problem = part.file.isPartial
    ? `${othersInWords(part)}.`
    : hasUnknownLines(part.file) && "Of a template it is not known what is filled in.";
  const { fault } = state;
  if (!problem)
    return fault
      ? { ...state, fault: { ...fault, reason: inHostLines(fault.reason, uri, part, host) } }
      : state;
  const place = { uri: part.uri, line: 0, span: { start: 0, end: 0 } };
  return { ...state, facts: { ...state.facts, problem }, fault: { reason: problem, place } };
}

function othersInWords({ cluster }: OpenFile): string {
  return `${cluster.carrier.name} has records beside these, which are not known here`;
}

/** A place of a part in its document, and who adds the line. */
export function placeOfPart(place: Place, uri: string, part: OpenFile, state: HostState): PlaceInDocument {
  const found = placeInDocument(place, uri, state);
  if (!part.file.added.has(place.line)) return found;
  const where = whereAdded(part, place.line);
  return { ...found, addedBy: `${part.cluster.carrier.name}${where && `, ${where}`}` };
}
