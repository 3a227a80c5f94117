import type { EmbeddedCluster, EmbeddedFile, EmbeddedProblem, MountedText } from "../../carriers/carrier.ts";
import { carrierInWords } from "../../carriers/carrierInWords.ts";
import { toHost } from "../../carriers/yaml/scalarMap.ts";
import { checkEmbedded } from "../../check/checkEmbedded.ts";
import { embeddedScheme } from "../../cluster/uris.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import type { Place, Span } from "../../model/span.ts";
import { hbaCleartextGap } from "../../rules/hbaCleartextGap.ts";
import type { LanguageService } from "../languageService.ts";
import { isSilenced } from "./commentedHost.ts";
import { hostSpan, lineSpan } from "./places.ts";

/** A finding of a part, and the same at its place in the host document. */
export interface PlacedFinding {
  readonly part: OpenFile;
  readonly found: Diagnostic;
  readonly shown: Diagnostic;
}

/** What is wrong in a host document: in its parts, and in how it holds them. */
export async function diagnoseEmbedded(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly Diagnostic[]> {
  const placed = withoutRepeats(await findInParts(uri, state, documents, inner));
  const own = findProblems(uri, state, inner.settings.rules);
  return [...placed.map(({ shown }) => shown), ...own.map(({ diagnostic }) => diagnostic)].sort(
    (a, b) => a.line - b.line || a.span.start - b.span.start,
  );
}

/** A problem of how a host document holds its parts. */
interface PlacedProblem extends Pick<EmbeddedProblem, "place" | "append" | "wayOut"> {
  readonly diagnostic: Diagnostic;
}

/** What is wrong with how a host document holds its parts, as the user's settings let it through. */
export function findProblems(
  uri: string,
  state: HostState,
  severityOf: Readonly<Record<string, Severity | "off">>,
): readonly PlacedProblem[] {
  const found = state.clusters.flatMap(checkEmbedded).flatMap(({ finding, problem }) => {
    const severity = severityOf[finding.rule] ?? finding.severity;
    if (severity === "off") return [];
    const at = lineSpan(state.starts, problem.place);
    return [{ ...problem, diagnostic: { ...finding, severity, uri, ...at } }];
  });
  // An alias brings one text to several servers.
  return [...new Map(found.map((one) => [signOf(one.diagnostic), one])).values()];
}

/** The identity of a finding within one document. */
function signOf({ rule, line, span, message }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end} ${message}`;
}

/** The findings of the parts that are shown, each with its place in the host document. */
async function findInParts(
  uri: string,
  state: HostState,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly PlacedFinding[]> {
  const placed: PlacedFinding[] = [];
  for (const cluster of state.clusters) {
    const parts = state.files.filter((part) => part.cluster === cluster);
    const found = await diagnoseParts(parts, inner);
    const certain =
      cluster.version || found.length === 0
        ? found
        : await holdingEverywhere(found, documents.inOtherVersions(uri, state, cluster), inner);
    for (const { part, finding } of certain) {
      const shown = toShown(uri, state, part, finding);
      // Of several records that a carrier adds, the first that lets clients in says it.
      const isRepeated =
        isGapOf(part, finding) && placed.some((one) => one.part === part && isGapOf(part, one.found));
      if (shown && !isRepeated) placed.push({ part, found: finding, shown });
    }
  }
  return placed;
}

/** Each that is shown once: what an alias brings into several lines, or several servers have, is written in one place. */
export function withoutRepeats(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return [...new Map(placed.map((one) => [signOf(one.shown), one])).values()];
}

/** Those that no comment of the document silences. */
export async function shownInParts(
  ...given: Parameters<typeof findInParts>
): Promise<readonly PlacedFinding[]> {
  return (await findInParts(...given)).filter(({ shown }) => !isSilenced(given[1], shown));
}

interface PartFinding {
  readonly part: OpenFile;
  readonly finding: Diagnostic;
}

async function diagnoseParts(parts: readonly OpenFile[], inner: LanguageService): Promise<PartFinding[]> {
  const found: PartFinding[] = [];
  const main = parts.find(({ file }) => file.language === "postgresql-conf");
  if (main) await inner.summary(main.uri);
  // A server reads no part in whose place another file was brought to it.
  const read = new Set(main && parts.some(({ cluster }) => cluster.mappings) ? inner.members(main.uri) : []);
  for (const part of parts.filter(({ uri }) => read.size === 0 || read.has(uri)))
    for (const finding of (await inner.diagnose(part.uri)) ?? []) found.push({ part, finding });
  return found;
}

/** The findings that hold for the other versions as well. */
async function holdingEverywhere(
  found: readonly PartFinding[],
  versions: readonly (readonly OpenFile[])[],
  inner: LanguageService,
): Promise<readonly PartFinding[]> {
  let rest = found;
  for (const parts of versions) {
    if (rest.length === 0) return [];
    const here = new Set((await diagnoseParts(parts, inner)).map(keyOf));
    rest = rest.filter((one) => here.has(keyOf(one)));
  }
  return rest;
}

function keyOf({ part, finding: { rule, line, span } }: PartFinding): string {
  return `${part.file.language} ${rule} ${line} ${span.start} ${span.end}`;
}

function toShown(uri: string, state: HostState, part: OpenFile, finding: Diagnostic): Diagnostic | undefined {
  const { carrier } = part.cluster;
  const { line, span, serverEffect, detail: whole, refusal, related, ...rest } = finding;
  const added = part.file.added.has(line);
  const isGap = isGapOf(part, finding);
  const held = added ? heldFileAt(part, line) : undefined;
  if (added && !isGap && !held) return undefined; // the carrier's business
  // What the server refuses for the carrier's words is reported at the user's words in the line.
  const ofLine = added || serverEffect === null ? undefined : writtenIn(part, line);
  const written = held?.place ?? hostSpan(part.file, part.starts, line, span) ?? ofLine;
  const place = isGap ? part.file.place : written;
  if (!place) return undefined;
  const onRefusal =
    serverEffect === "line-error" || serverEffect === "start-error"
      ? carrier.onRefusal?.[part.file.language]
      : undefined;
  const words = leftOutWords(part, finding);
  const isLeftOut = words !== undefined;
  const details = isLeftOut ? [whole?.replace(refusal ?? "", "").trim(), words] : [whole, onRefusal];
  const detail = details.filter((text) => text).join("\n");
  const shownRelated = (related ?? []).flatMap((one) => {
    if (!one.place.uri.startsWith(embeddedScheme)) return one;
    const at = hostPlaceOf(one.place, state);
    return at ? [{ ...one, place: { ...at, uri } }] : [];
  });
  return {
    ...rest,
    message: withHeldNames(withHostLines(finding, state), part.cluster),
    ...(isGap && gapOf(part, line)),
    serverEffect,
    ...(isLeftOut && { serverEffect: null, reloadEffect: null, severity: leftOut(finding.severity) }),
    ...(!isGap && detail !== "" && { detail: withHeldNames(detail, part.cluster) }),
    ...(shownRelated.length > 0 && { related: shownRelated }),
    uri,
    ...lineSpan(state.starts, place),
  };
}

/** Whether a finding is about a record of the carrier's that lets clients in without TLS. */
export function isGapOf({ file }: OpenFile, { line, rule }: Diagnostic): boolean {
  return file.added.has(line) && rule === hbaCleartextGap.id;
}

/** The file of the document's own that a line of the carrier's names. */
function heldFileAt({ cluster, file }: OpenFile, line: number): MountedText | undefined {
  if (!cluster.mounted?.length) return undefined;
  const text = textOf(file, line);
  return cluster.mounted.find(({ path }) => text.endsWith(` = '${path}'`));
}

/** A text that names files which the document holds as people wrote them. */
function withHeldNames(text: string, { mounted = [] }: EmbeddedCluster): string {
  return mounted.reduce((named, { path, shown }) => named.replaceAll(path, shown), text);
}

/** Where the words of a line are written that are not the carrier's. */
function writtenIn({ file, starts }: OpenFile, line: number) {
  return toHost(file.pieces, starts[line] ?? 0, starts[line + 1] ?? file.text.length);
}

/** A message that says where something else is: a part has other lines than its document. */
function withHostLines({ message, related = [] }: Diagnostic, state: HostState): string {
  return related.reduce((text, { place, inMessage }) => {
    const part = state.files.find(({ uri }) => uri === place.uri);
    if (inMessage === undefined || !part) return text;
    const at = hostPlaceOf(place, state);
    const words = at ? `line ${at.line + 1}` : `a line that ${carrierInWords(part.cluster.carrier)} adds`;
    const isFirst = message.startsWith(inMessage);
    return text.replace(inMessage, () => (isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words));
  }, message);
}

/** What a carrier does with a setting that it knows to be wrong; `undefined` where the server gets it. */
export function leftOutWords(
  { cluster: { carrier }, file }: OpenFile,
  { rule, serverEffect }: Pick<Diagnostic, "rule" | "serverEffect">,
): string | undefined {
  if (serverEffect === null) return undefined;
  return carrier.leavesOut === "all" ? (carrier.onRefusal?.[file.language] ?? "") : carrier.leavesOut?.[rule];
}

/** What the server never sees is no error of its own. */
function leftOut(severity: Severity): Severity {
  return severity === "error" ? "warning" : severity;
}

/** The words about a record of the carrier's that lets clients in without TLS. */
function gapOf(part: OpenFile, line: number) {
  const { carrier } = part.cluster;
  return {
    message: `${addedInWords(part, line)}: clients without TLS get in. End with ${refusePlain}.`,
    detail: `A hostssl record, with reject as well, matches only connections with TLS: others go on to the records below, and ${carrierInWords(carrier)} writes one that admits them with a password. Clients with sslmode=disable, and with the default prefer where TLS is refused, are admitted without TLS.`,
  };
}

/** `CloudNativePG adds "host all all all scram-sha-256" after your lines`. */
export function addedInWords(part: OpenFile, line: number): string {
  const where = whereAdded(part, line);
  return `${part.cluster.carrier.name} adds "${textOf(part.file, line)}"${where && ` ${where}`}`;
}

/** On which side of the user's lines a carrier adds one; empty where there are none. */
export function whereAdded({ file: { entries } }: OpenFile, line: number): string {
  const [first] = entries;
  return first ? `${line < first.line ? "before" : "after"} your lines` : "";
}

/** The record that lets no client in without TLS. */
export const refusePlain = "hostnossl all all all reject";

/** A line of an embedded file. */
function textOf({ text }: EmbeddedFile, line: number): string {
  return text.split("\n")[line] ?? "";
}

/** A place of a part in its document, of what the carrier adds at the user's list; of any other document as it is. */
export function placeInDocument(place: Place, uri: string, state: HostState): Place {
  if (!place.uri.startsWith(embeddedScheme)) return place;
  const part = state.files.find((one) => one.uri === place.uri);
  const at = hostPlaceOf(place, state) ?? (part && lineSpan(state.starts, part.file.place));
  return { uri, ...(at ?? { line: 0, span: { start: 0, end: 0 } }) };
}

/** Where something in a part is written, as a line and a span of the host document. */
export function hostPlaceOf(
  { uri, line, span }: Place,
  state: HostState,
): { readonly line: number; readonly span: Span } | undefined {
  if (!uri.startsWith(embeddedScheme)) return undefined;
  const part = state.files.find((one) => one.uri === uri);
  const at = part && (hostSpan(part.file, part.starts, line, span) ?? heldFileAt(part, line)?.place);
  return at && lineSpan(state.starts, at);
}
