import type { HostDocument, LinePosition, SourceDocument } from "../../cluster/sourceDocument.ts";
import { embeddedScheme } from "../../cluster/uris.ts";
import type { HostState, OpenFile } from "../../gather/embeddedDocuments.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { Diagnostic, OfferedFix } from "../../model/diagnostic.ts";
import { type Language, toLanguage } from "../../model/language.ts";
import type { Place } from "../../model/span.ts";
import type { LanguageService } from "../languageService.ts";
import { AtHosts } from "./atHosts.ts";
import { diagnoseEmbedded, hostPlaceOf } from "./diagnoseEmbedded.ts";
import { findEmbeddedFixes } from "./embeddedFixes.ts";
import { embeddedPosition, hostSpan, lineSpan } from "./places.ts";

/**
 * A service that also answers about documents which hold our files as parts: a question about a place of one goes to the
 * part that is written there, and the answer's places come back as places of that document.
 */
export function withEmbedded(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = workspace.embedded;
  /** The parts that are written at a position, those of the first cluster first. */
  const partsAt = async (uri: string, { line, character }: LinePosition) => {
    const state = await documents.state(uri);
    const offset = (state?.starts[line] ?? 0) + character;
    return {
      state,
      parts: (state?.files ?? []).flatMap((part) => {
        const position = embeddedPosition(part.file, part.starts, offset);
        return position ? [{ part, position }] : [];
      }),
    };
  };
  /** An answer with a line and a span, at its place in the host document. */
  const atHost = <Answer extends Omit<Place, "uri">>(answer: Answer, part: OpenFile, state: HostState) => {
    const span = hostSpan(part.file, part.starts, answer.line, answer.span);
    return span && { ...answer, ...lineSpan(state.starts, span) };
  };
  /** The first answer of the parts at a position. */
  const ask = async <Answer extends Omit<Place, "uri">>(
    uri: string,
    position: LinePosition,
    question: (uri: string, position: LinePosition) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const { state, parts } = await partsAt(uri, position);
    for (const { part, position } of parts) {
      const answer = await question(part.uri, position);
      const placed = answer && state && atHost(answer, part, state);
      if (placed) return placed as Answer;
    }
    return undefined;
  };
  /** The answers of all parts. */
  const askAll = async <Answer extends Omit<Place, "uri">>(
    uri: string,
    question: (uri: string) => Promise<readonly Answer[] | undefined>,
  ): Promise<readonly Answer[]> => {
    const state = await documents.state(uri);
    const answers: Answer[] = [];
    for (const part of state?.files ?? []) {
      for (const answer of (await question(part.uri)) ?? []) {
        const placed = state && atHost(answer, part, state);
        if (placed) answers.push(placed as Answer);
      }
    }
    return answers;
  };
  const hosts = new AtHosts(documents);
  /** An answer about a file of ours, which may be one that a container reads. */
  const ofFile = async <Answer>(answer: Promise<Answer>): Promise<Answer> => hosts.answer(await answer);
  const isHost = (uri: string) => documents.document(uri) !== undefined;
  return {
    ...inner,
    get settings() {
      return inner.settings;
    },
    set settings(given) {
      inner.settings = given;
    },
    open(document) {
      if (toLanguage(document.language)) inner.open(document as SourceDocument);
      else documents.open(document as HostDocument);
    },
    close(uri) {
      if (!documents.close(uri)) inner.close(uri);
    },
    get openUris() {
      return [...inner.openUris.filter((uri) => !uri.startsWith(embeddedScheme)), ...documents.uris];
    },
    document: async (uri, language?: Language) => documents.document(uri) ?? inner.document(uri, language),
    async diagnose(uri): Promise<readonly Diagnostic[] | undefined> {
      const state = isHost(uri) ? await documents.state(uri) : undefined;
      return state ? diagnoseEmbedded(uri, state, documents, inner) : ofFile(inner.diagnose(uri));
    },
    async fixes(uri, firstLine, lastLine): Promise<readonly OfferedFix[]> {
      const state = isHost(uri) ? await documents.state(uri) : undefined;
      if (state) return findEmbeddedFixes(uri, state, documents, inner, hosts, firstLine, lastLine);
      const offered: OfferedFix[] = [];
      for (const fix of await inner.fixes(uri, firstLine, lastLine)) {
        const edits = fix.edits && (await hosts.edits(fix.edits));
        if (edits || !fix.edits) offered.push({ ...hosts.answer(fix), ...(edits && { edits }) });
      }
      return offered;
    },
    format: async (uri, range) => (isHost(uri) ? undefined : inner.format(uri, range)),
    formatLine: async (uri, line) => (isHost(uri) ? undefined : inner.formatLine(uri, line)),
    knownDocuments: async () => [
      ...(await inner.knownDocuments()).filter((uri) => !uri.startsWith(embeddedScheme)),
      ...documents.uris,
    ],
    safeEdits: async (uri) => (isHost(uri) ? [] : inner.safeEdits(uri)),
    hover: (uri, position) => (isHost(uri) ? ask(uri, position, inner.hover) : inner.hover(uri, position)),
    complete: (uri, position) =>
      isHost(uri) ? ask(uri, position, inner.complete) : inner.complete(uri, position),
    renamable: (uri, position) =>
      isHost(uri) ? ask(uri, position, inner.renamable) : inner.renamable(uri, position),
    async rename(uri, position, newName) {
      const at = isHost(uri) ? (await partsAt(uri, position)).parts[0] : { part: { uri }, position };
      const edits = at && (await inner.rename(at.part.uri, at.position, newName));
      return edits && hosts.edits(edits);
    },
    links: async (uri) => (isHost(uri) ? askAll(uri, inner.links) : inner.links(uri)),
    async inlayHints(uri, firstLine, lastLine) {
      if (!isHost(uri)) return inner.inlayHints(uri, firstLine, lastLine);
      const hints = await askAll(uri, (part) => inner.inlayHints(part, 0, Number.MAX_SAFE_INTEGER));
      return hints.filter(({ line }) => firstLine <= line && line <= lastLine);
    },
    async semanticTokens(uri, firstLine = 0, lastLine = Number.MAX_SAFE_INTEGER) {
      if (!isHost(uri)) return inner.semanticTokens(uri, firstLine, lastLine);
      const { lines = [] } = documents.document(uri) ?? {};
      const tokens = await askAll(uri, (part) => inner.semanticTokens(part));
      return tokens
        .filter(
          ({ line, span }) => firstLine <= line && line <= lastLine && span.end <= (lines[line]?.length ?? 0),
        )
        .sort((a, b) => a.line - b.line || a.span.start - b.span.start);
    },
    suppressions: async (uri, firstLine, lastLine) =>
      isHost(uri) ? [] : inner.suppressions(uri, firstLine, lastLine),
    async definition(uri, position) {
      if (!isHost(uri)) return ofFile(inner.definition(uri, position));
      const [at] = (await partsAt(uri, position)).parts;
      return at && ofFile(inner.definition(at.part.uri, at.position));
    },
    async references(uri, position) {
      if (!isHost(uri)) return ofFile(inner.references(uri, position));
      const [at] = (await partsAt(uri, position)).parts;
      return at && ofFile(inner.references(at.part.uri, at.position));
    },
    symbols: async (uri) => (isHost(uri) ? undefined : inner.symbols(uri)),
    foldingRanges: async (uri) => (isHost(uri) ? undefined : inner.foldingRanges(uri)),
    async summary(uri) {
      const [part] = isHost(uri) ? ((await documents.state(uri))?.files ?? []) : [{ uri }];
      const summary = part && (await inner.summary(part.uri));
      if (!summary) return undefined;
      const { mainFile, members, ...rest } = summary;
      return {
        ...rest,
        ...(mainFile?.startsWith(embeddedScheme) === false && { mainFile }),
        members: members.filter((member) => !member.uri.startsWith(embeddedScheme)),
      };
    },
    async snapshot(uri) {
      if (!isHost(uri)) return inner.snapshot(uri);
      const [part] = (await documents.state(uri))?.files ?? [];
      return part && inner.snapshot(part.uri);
    },
    async explain(uri, client) {
      if (!isHost(uri)) return ofFile(inner.explain(uri, client));
      const state = await documents.state(uri);
      const part = state?.files.find(({ file }) => file.language === "pg-hba");
      const decision = part && (await inner.explain(part.uri, client));
      if (!state || !part || !decision) return decision;
      if (part.file.isPartial) {
        const reason = `${part.cluster.carrier.name} has records beside these, which are not known here`;
        return { admitted: undefined, stage: decision.stage, reason };
      }
      // A record that the carrier adds is shown at the user's list.
      if (!decision.line) return decision;
      const at = hostPlaceOf(decision.line, state) ?? lineSpan(state.starts, part.file.place);
      return { ...decision, line: { ...at, uri } };
    },
    explainString: async (uri, ...rest) =>
      isHost(uri) ? undefined : ofFile(inner.explainString(uri, ...rest)),
    connectionState: async (uri) => (isHost(uri) ? undefined : inner.connectionState(uri)),
    hbaRecords: async (uri) => (isHost(uri) ? undefined : inner.hbaRecords(uri)),
    outcome: async (uri) => (isHost(uri) ? undefined : ofFile(inner.outcome(uri))),
    expiries: (uri) => ofFile(inner.expiries(uri)),
    causes: (text, uri) => ofFile(inner.causes(text, uri)),
    members: (uri) => {
      if (isHost(uri)) return [uri];
      return inner.members(uri).filter((member) => !member.startsWith(embeddedScheme));
    },
    clusters: async (uris) =>
      (await inner.clusters(uris.filter((uri) => !isHost(uri)))).flatMap((node) =>
        node.file?.uri.startsWith(embeddedScheme) ? [] : hosts.answer(node),
      ),
  };
}
