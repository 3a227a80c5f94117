import type { EmbeddedCluster } from "../../carriers/carrier.ts";
import { embeddedScheme, folderOf, pathOf, resolvePath } from "../../cluster/uris.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { OfferedFix } from "../../model/diagnostic.ts";
import { hostLanguageOfPath } from "../../model/language.ts";
import type { OutlineSymbol } from "../../model/outline.ts";
import { byPlace } from "../../model/span.ts";
import { extendService, withKind } from "../documentKind.ts";
import { withDetails } from "../hover/withDetails.ts";
import type { ClusterInDocument, LanguageService } from "../languageService.ts";
import { AtHosts } from "./atHosts.ts";
import { clustersInWords } from "./clustersInWords.ts";
import { completeEmbedded } from "./completeEmbedded.ts";
import { diagnoseEmbedded } from "./diagnoseEmbedded.ts";
import { findEmbeddedFixes } from "./embeddedFixes.ts";
import { embeddedTrees } from "./embeddedTrees.ts";
import {
  amongClusters,
  causeAtHost,
  decisionAtHost,
  explainEmbedded,
  mainPart,
  placeOfPart,
  stateOfPart,
} from "./explainEmbedded.ts";
import { shownInParts } from "./findInParts.ts";
import { heldPart } from "./heldPart.ts";
import { findHeldText, isHeldText, placeOfHeldText } from "./heldText.ts";
import { hostExcerpt } from "./hostExcerpt.ts";
import { hostSymbols } from "./hostSymbols.ts";
import { hoverPemText } from "./hoverPemText.ts";
import { partAnswers } from "./partAnswers.ts";

/**
 * A service that also answers about documents which hold our files as parts: a question about a place of one goes to the
 * part that is written there, and the answer's places come back as places of that document.
 */
export function withEmbedded(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = workspace.embedded;
  const { partsAt, atHost, firstOf, allOf, atPart, ofFirstPart } = partAnswers(documents);
  /** The answer about the first cluster that has one. */
  const ofFirstCluster = async <Answer>(
    uri: string,
    get: (cluster: ClusterInDocument, all: readonly EmbeddedCluster[]) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const { clusters = [] } = (await documents.state(uri)) ?? {};
    const described = clusters.filter(({ files }) => files.length > 0);
    for (const cluster of await service.embeddedClusters(uri)) {
      const answer = await get(cluster, described);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  const hosts = new AtHosts(documents);
  /** An answer about a file of ours, which may be one that a container reads. */
  const ofFile = async <Answer>(answer: Promise<Answer>): Promise<Answer> => hosts.answer(await answer);
  const isWritten = (uri: string) => !uri.startsWith(embeddedScheme);
  const plain = extendService(inner, {
    get openUris() {
      return inner.openUris.filter(isWritten);
    },
    knownDocuments: async () => (await inner.knownDocuments()).filter(isWritten),
    members: (uri) => inner.members(uri).filter(isWritten),
    diagnose: (uri) => ofFile(inner.diagnose(uri)),
    async fixes(uri, firstLine, lastLine) {
      const offered: OfferedFix[] = [];
      for (const fix of await inner.fixes(uri, firstLine, lastLine)) {
        const edits = fix.edits && (await hosts.edits(fix.edits));
        if (edits || !fix.edits) offered.push({ ...hosts.answer(fix), ...(edits && { edits }) });
      }
      return offered;
    },
    async rename(uri, position, newName) {
      const edits = await inner.rename(uri, position, newName);
      return edits && hosts.edits(edits);
    },
    async hover(uri, position) {
      const hover = await inner.hover(uri, position);
      return hover && hosts.hover(hover, uri);
    },
    async definition(uri, position) {
      const targets = await inner.definition(uri, position);
      const found = await Promise.all(
        (targets ?? []).map(async (target) =>
          isHeldText(target.uri) ? await findHeldText(documents, target.uri) : hosts.answer([target]),
        ),
      );
      return targets && found.flatMap((target) => target ?? []);
    },
    references: (uri, position) => ofFile(inner.references(uri, position)),
    async summary(uri) {
      const summary = await inner.summary(uri);
      if (!summary) return undefined;
      const { mainFile, members, ...rest } = summary;
      return {
        ...rest,
        ...(mainFile && isWritten(mainFile) && { mainFile }),
        members: members.filter((member) => isWritten(member.uri)),
      };
    },
    async explain(uri, client) {
      const { host, state, part } = heldPart(documents, uri);
      if (!part) return ofFile(inner.explain(uri, client));
      return explainEmbedded(host, part, state, client, documents, inner);
    },
    async explainString(uri, ...rest) {
      const { host, state, part } = heldPart(documents, uri);
      if (!part) return ofFile(inner.explainString(uri, ...rest));
      const found = await inner.explainString(part.uri, ...rest);
      return found?.server ? { ...found, server: decisionAtHost(found.server, host, part, state) } : found;
    },
    async connectionState(uri) {
      const connections = await inner.connectionState(uri);
      const { host, state, part } = heldPart(documents, uri);
      return connections && part ? stateOfPart(connections, host, part, state) : connections;
    },
    placeInDocument(place) {
      const { host, state, part } = heldPart(documents, place.uri);
      return part ? placeOfPart(place, host, part, state) : place;
    },
    outcome: (uri) => ofFile(inner.outcome(uri)),
    expiries: (uri) => ofFile(inner.expiries(uri)),
    async causes(text, uri) {
      const own = uri === undefined ? [] : await service.embeddedClusters(uri);
      const of = own[0]?.uri ?? uri;
      const { host, state, part } = heldPart(documents, of ?? "");
      const causes = await inner.causes(text, of);
      return hosts.answer(part ? causes.map((cause) => causeAtHost(cause, host, part, state)) : causes);
    },
    document: async (uri, language) => documents.shown(uri) ?? inner.document(uri, language),
    async clusters(uris) {
      const isHost = (uri: string) => hostLanguageOfPath(pathOf(uri)) !== undefined;
      const embedded: ClusterNode[] = [];
      const mainFiles: string[] = [];
      for (const uri of await documents.show(uris.filter(isHost))) {
        const state = await documents.state(uri);
        if (!state) continue;
        embedded.push(...(await embeddedTrees(uri, state, documents, inner)));
        mainFiles.push(...state.files.flatMap((part) => (part.cluster.mappings ? [part.uri] : [])));
      }
      const nodes = await inner.clusters([...uris.filter((uri) => !isHost(uri)), ...mainFiles]);
      const plainNodes = nodes.flatMap((node) =>
        node.file && !isWritten(node.file.uri) ? [] : hosts.answer(node),
      );
      return [...plainNodes, ...embedded];
    },
  });
  const service = withKind(plain, documents, {
    async diagnose(uri) {
      const state = await documents.state(uri);
      return state && diagnoseEmbedded(uri, state, documents, inner);
    },
    async fixes(uri, firstLine, lastLine) {
      const state = await documents.state(uri);
      return state ? findEmbeddedFixes(uri, state, documents, inner, hosts, firstLine, lastLine) : [];
    },
    async safeEdits(uri) {
      const state = await documents.state(uri);
      if (!state) return [];
      // Rarely requested, and large: loaded when it is.
      const { safeHostEdits } = await import("./safeHostEdits.ts");
      return safeHostEdits(state, await shownInParts(uri, state, documents, inner), inner, hosts);
    },
    async hover(uri, position) {
      const found = await firstOf(uri, position, plain.hover);
      if (found) return found;
      const state = await documents.state(uri);
      if (!state) return undefined;
      const pem = await hoverPemText(state, position.line, workspace);
      const { line, character: offset } = position;
      return withDetails(pem, { line, offset }, await diagnoseEmbedded(uri, state, documents, inner));
    },
    complete: (uri, position) => completeEmbedded(uri, position, documents, inner),
    async selectionSpans(uri, position) {
      const { state, parts } = await partsAt(uri, position);
      for (const { part, position: at } of parts) {
        const { line = 0, spans = [] } = (await inner.selectionSpans(part.uri, at)) ?? {};
        const placed = spans.flatMap((span) => (state && atHost({ line, span }, part, state)) ?? []);
        const own = placed.filter((one) => one.line === position.line);
        if (own.length > 0) return { line: position.line, spans: own.map(({ span }) => span) };
      }
      return undefined;
    },
    renamable: (uri, position) => firstOf(uri, position, inner.renamable),
    rename: (uri, position, newName) => atPart(uri, position, (part, at) => plain.rename(part, at, newName)),
    definition: (uri, position) => atPart(uri, position, plain.definition),
    references: (uri, position) => atPart(uri, position, plain.references),
    async links(uri) {
      const links = await allOf(uri, inner.links);
      return links.flatMap((link) => {
        if (!isHeldText(link.target)) return link;
        const held = placeOfHeldText(documents, link.target);
        return held ? { ...link, target: `${held.uri}#L${held.line + 1}` } : [];
      });
    },
    async symbols(uri) {
      const state = await documents.state(uri);
      const found: OutlineSymbol[] = [];
      if (state)
        for (const part of state.files)
          found.push(...hostSymbols((await inner.symbols(part.uri)) ?? [], part, state));
      return found.sort(byPlace);
    },
    async inlayHints(uri, firstLine, lastLine) {
      const hints = await allOf(uri, (part) => inner.inlayHints(part, 0, Number.MAX_SAFE_INTEGER));
      return hints.filter(({ line }) => firstLine <= line && line <= lastLine);
    },
    async semanticTokens(uri, firstLine = 0, lastLine = Number.MAX_SAFE_INTEGER) {
      const { lines = [] } = documents.document(uri) ?? {};
      const tokens = await allOf(uri, (part) => inner.semanticTokens(part));
      return tokens
        .filter(
          ({ line, span }) => firstLine <= line && line <= lastLine && span.end <= (lines[line]?.length ?? 0),
        )
        .sort(byPlace);
    },
    async excerpt(uri, line, span) {
      const state = await documents.state(uri);
      if (!state) return undefined;
      const parts = await Promise.all(state.files.map((part) => inner.snapshot(part.uri)));
      return hostExcerpt(
        state,
        parts.flatMap((part) => part ?? []),
        line,
        span,
      );
    },
    async summary(uri) {
      const summary = await ofFirstPart(uri, plain.summary);
      const { clusters = [] } = (await documents.state(uri)) ?? {};
      const [cluster] = clusters;
      if (!summary || !cluster) return summary;
      const reason =
        cluster.version?.reason ?? "nothing in this file says which; what holds for all is shown";
      const first = clusters.length > 1 ? `, of the first of ${clustersInWords(clusters)}` : "";
      return {
        ...summary,
        serverVersion: { ...summary.serverVersion, reason: `${reason}${first}` },
        ...(!cluster.version && { isVersionUnknown: true }),
      };
    },
    snapshot: (uri) => ofFirstPart(uri, inner.snapshot),
    settingsFile: (uri) => ofFirstPart(uri, inner.settingsFile),
    async embeddedClusters(uri) {
      const { clusters = [], files = [] } = (await documents.state(uri)) ?? {};
      return clusters.flatMap((cluster) => {
        const part = mainPart(files.filter((one) => one.cluster === cluster));
        const { name, isOfOther } = cluster;
        return part ? [{ uri: part.uri, ...(name && { name }), ...(isOfOther && { isOfOther }) }] : [];
      });
    },
    async filesReadWith(uri) {
      const state = await documents.state(uri);
      return (state?.neighbours.used ?? []).map((path) => resolvePath(path, folderOf(uri), {}));
    },
    explain: (uri, client) =>
      ofFirstCluster(uri, async (cluster, all) => {
        const decision = await plain.explain(cluster.uri, client);
        return decision && amongClusters(decision, cluster, all);
      }),
    explainString: (uri, ...rest) =>
      ofFirstCluster(uri, async (cluster, all) => {
        const found = await plain.explainString(cluster.uri, ...rest);
        return found?.server ? { ...found, server: amongClusters(found.server, cluster, all) } : found;
      }),
    expiries: (uri) => ofFirstPart(uri, plain.expiries),
  });
  return service;
}
