import type { EmbeddedCluster } from "../../carriers/carrier.ts";
import { carrierInWords } from "../../carriers/carrierInWords.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { embeddedScheme, nameOf, pathOf } from "../../cluster/uris.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { OutlineSymbol } from "../../model/outline.ts";
import { conceal } from "../conceal.ts";
import { visible } from "../hover/render.ts";
import type { LanguageService } from "../languageService.ts";
import { type ClusterView, tlsNode } from "../tree/clusterTree.ts";
import { filesNode } from "../tree/filesNode.ts";
import { countsInWords, problemsNode, worst } from "../tree/problemsNode.ts";
import { rulesNode } from "../tree/rulesNode.ts";
import { embeddedOutcomeNode } from "./embeddedOutcomeNode.ts";
import { type PlacedFinding, shownInParts } from "./findInParts.ts";
import { findProblems } from "./findProblems.ts";
import { hostPlaceOf, placeInDocument } from "./places.ts";

/** The clusters of a host document as trees; those whose postgresql.conf is a plain file are shown with that. */
export async function embeddedTrees(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly ClusterNode[]> {
  const placed = await shownInParts(uri, state, documents, inner);
  const trees: ClusterNode[] = [];
  for (const cluster of state.clusters) {
    const parts = state.files.filter((part) => part.cluster === cluster);
    const [main] = [...parts].sort((a, b) => rank(a) - rank(b));
    const snapshot = main && (await inner.snapshot(main.uri));
    if (!snapshot || !(snapshot.cluster.mainFile ?? snapshot.key).startsWith(embeddedScheme)) continue;
    const found = placed.filter(({ part }) => part.cluster === cluster);
    const tree = await treeOf(uri, state, parts, found, snapshot, inner);
    trees.push(conceal(atHost(tree, uri, state), snapshot.hidden));
  }
  return trees;
}

const rank = ({ file }: OpenFile) => ["postgresql-conf", "pg-hba"].indexOf(file.language) >>> 0;

async function treeOf(
  uri: string,
  state: HostState,
  parts: readonly OpenFile[],
  placed: readonly PlacedFinding[],
  snapshot: Snapshot,
  inner: LanguageService,
): Promise<ClusterNode> {
  const { key, cluster } = snapshot;
  const embedded = parts[0]?.cluster as EmbeddedCluster;
  const { carrier, name, version } = embedded;
  const own = findProblems(uri, { ...state, clusters: [embedded] }, inner.settings.rules, placed);
  const problems: readonly Diagnostic[] = [
    // In the words of the document, and at the place in the part, by which the nodes know what it is about.
    ...placed.map(({ found, shown }) => ({ ...shown, uri: found.uri, line: found.line, span: found.span })),
    ...own.map(({ diagnostic }) => diagnostic),
  ];
  const where: ClusterView["where"] = ({ uri: of, line }) => {
    const at = of.startsWith(embeddedScheme)
      ? hostPlaceOf({ uri: of, line, span: { start: 0, end: 1 } }, state)
      : { line };
    const part = parts.find((one) => one.uri === of);
    if (!at && part?.file.elsewhere.has(line)) return "another file";
    if (!at) return `lines that ${carrierInWords(embedded.carrier)} adds`;
    return `${visible(nameOf(of.startsWith(embeddedScheme) ? uri : of))}:${at.line + 1}`;
  };
  const view: ClusterView = { snapshot, problems, outcome: undefined, where };
  const versionInWords = version ? `PostgreSQL ${cluster.serverVersion}` : "PostgreSQL, version unknown";
  const isOn = embedded.knowsSettings ? cluster.settings?.isOn("ssl") : undefined;
  const words = [
    name && visible(name),
    name ? carrierInWords(carrier) : carrier.name,
    countsInWords(problems),
    versionInWords,
    isOn === undefined ? undefined : isOn ? "TLS on" : "TLS off",
  ];
  const severity = worst(problems);
  const children = [
    {
      id: `${key}#version`,
      kind: "version",
      label: versionInWords,
      ...(version && { detail: version.reason }),
    },
    isOn === undefined ? undefined : tlsNode(view),
    embeddedOutcomeNode(view, embedded, placed),
    await configurationNode(snapshot, parts, inner),
    filesNode(view),
    rulesNode(view),
    problemsNode(view),
  ] satisfies readonly (ClusterNode | undefined)[];
  return {
    id: key,
    kind: "cluster",
    label: visible(nameOf(uri)),
    detail: words.filter((word) => word !== undefined && word !== "").join(" · "),
    more: pathOf(uri),
    ...(severity && { severity }),
    file: { uri, isDocument: true },
    children: children.filter((child) => child !== undefined),
  };
}

/** The files as the carrier writes them, with its own lines among the user's. */
async function configurationNode(
  { key, members, cluster: { settings } }: Snapshot,
  parts: readonly OpenFile[],
  inner: LanguageService,
): Promise<ClusterNode> {
  const id = `${key}#configuration`;
  const children: ClusterNode[] = [];
  for (const part of parts) {
    const { uri, file, cluster } = part;
    const entries = flat((await inner.symbols(uri)) ?? []);
    const added = entries.filter(({ line }) => file.added.has(line)).length;
    const elsewhere = entries.filter(({ line }) => file.elsewhere.has(line)).length;
    const written = entries.length - added - elsewhere;
    const words = [
      `${written} ${written === 1 ? "line" : "lines"} of yours`,
      elsewhere > 0 && `${elsewhere} in another file`,
      added > 0 && `${added} by ${carrierInWords(cluster.carrier)}`,
      file.isPartial && "others are not known here",
    ];
    const lines = entries.slice(0, maxLines).map((entry): ClusterNode => {
      const inForce =
        file.language === "postgresql-conf" ? settings?.assignment(entry.name)?.place : undefined;
      const isReplaced = inForce !== undefined && (inForce.uri !== uri || inForce.line !== entry.line);
      const detail = [
        entry.detail,
        file.elsewhere.has(entry.line) && "in another file",
        file.added.has(entry.line) && `added by ${carrierInWords(cluster.carrier)}`,
        isReplaced && "not in force",
      ];
      const shown = detail.filter(Boolean).join(" · ");
      return {
        id: `${id}/${uri}:${entry.line}`,
        kind: "line",
        label: visible(entry.name),
        ...(shown && { detail: visible(shown) }),
        place: { uri, line: entry.line, span: entry.span },
      };
    });
    const left = entries.length - lines.length;
    if (left > 0) lines.push({ id: `${id}/${uri}/rest`, kind: "note", label: `${left} more` });
    children.push({
      id: `${id}/${uri}`,
      kind: "document",
      label: visible(nameOf(uri)),
      detail: words.filter(Boolean).join(" · "),
      place: { uri, line: [...file.added][0] ?? 0, span: { start: 0, end: 0 } },
      children: lines,
    });
  }
  // What a container is given as a plain file.
  for (const uri of [...members.keys()].filter((member) => !member.startsWith(embeddedScheme)))
    children.push({
      id: `${id}/${uri}`,
      kind: "document",
      label: visible(nameOf(uri)),
      more: pathOf(uri),
      file: { uri, isDocument: true },
    });
  return { id, kind: "configuration", label: "Configuration files", detail: `${children.length}`, children };
}

/** Lines of one file that are shown at the most. */
const maxLines = 200;

/** The records and settings of an outline, without the groups that they are in. */
function flat(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols
    .flatMap((symbol) => (symbol.children?.length ? flat(symbol.children) : [symbol]))
    .sort((a, b) => a.line - b.line);
}

/** A tree with its places where they are written; what a carrier adds is shown at the user's list. */
function atHost(node: ClusterNode, uri: string, state: HostState): ClusterNode {
  const { place, file, children } = node;
  const at = place && placeInDocument(place, uri, state);
  return {
    ...node,
    ...(at && { place: at }),
    ...(file?.uri.startsWith(embeddedScheme) && { file: { ...file, uri } }),
    ...(children && { children: children.map((child) => atHost(child, uri, state)) }),
  };
}
