import type { HostLanguage } from "../model/language.ts";
import { lineEnd, lineStart, lineStartsOf, nextLine, splitLines } from "../model/lines.ts";
import { type Directive, mentionsPgssl, readDirective } from "../syntax/directive.ts";
import type { EmbeddedCluster } from "./carrier.ts";
import { bodyEnd } from "./focus.ts";
import type { HostSpan } from "./hostSpan.ts";
import { commentOffsets } from "./yaml/yamlComments.ts";

/** A comment of a host document for pgssl; those within the embedded files are these files' own. */
export interface HostComment {
  readonly line: number;
  /** Its spans count from the start of the line. */
  readonly directive: Directive;
  /** The line of what follows, past other comments. */
  readonly target: number;
  /** What it describes: the document at whose head it is, or the entry below it. */
  readonly scope?: HostSpan;
  readonly isAtTop: boolean;
}

/** The comments for pgssl in a host document; none in most, for the price of one look at the text. */
export async function findHostComments(
  source: string,
  language: HostLanguage,
  clusters: readonly EmbeddedCluster[],
): Promise<readonly HostComment[]> {
  if (!mentionsPgssl(source) || language === "json") return [];
  const offsets = language === "yaml" ? await commentOffsets(source) : lineComments(source, clusters);
  const lines = splitLines(source);
  const starts = lineStartsOf(lines);
  const comments: HostComment[] = [];
  let line = 0;
  for (const offset of offsets) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line++;
    const start = offset - (starts[line] ?? 0);
    // A comment of SQL as one of the other files.
    const sign = source.startsWith("--", offset) ? 1 : 0;
    const text = source.slice(offset + sign, lineEnd(source, offset)).trimEnd();
    const directive = readDirective(`#${text.slice(1)}`, start + sign);
    if (!directive) continue;
    let target = line + 1;
    while (isComment(lines[target] ?? "")) target++;
    const isOwnLine = (lines[line] ?? "").slice(0, start).trim() === "";
    const scope = isOwnLine ? scopeOf(source, offset, language) : undefined;
    const isAtTop = isOwnLine && isHead(source, 0, offset);
    comments.push({ line, directive, target, isAtTop, ...(scope && { scope }) });
  }
  return comments;
}

/** The clusters as comments above them, or at the head of their document, describe them. */
export function describedBy(
  comments: readonly HostComment[],
  clusters: readonly EmbeddedCluster[],
): readonly EmbeddedCluster[] {
  const describing = comments.filter(({ directive }) => directive.kind === "file");
  if (describing.length === 0) return clusters;
  return clusters.map((cluster) => {
    const own = describing.filter(({ scope }) => scope && holds(scope, cluster));
    if (own.length === 0) return cluster;
    const { kind, span, unknown, ...comment } = Object.assign({}, ...own.map(({ directive }) => directive));
    const version = comment.serverVersion && { value: comment.serverVersion, reason: "a comment says so" };
    return { ...cluster, comment, ...(version && { version }) };
  });
}

/** Whether a `pgssl:` comment describes something. */
export function hasEffect({ scope, isAtTop }: HostComment, clusters: readonly EmbeddedCluster[]): boolean {
  return isAtTop || (scope !== undefined && clusters.some((cluster) => holds(scope, cluster)));
}

function holds({ from, to }: HostSpan, { files }: EmbeddedCluster): boolean {
  const isWithin = (offset: number | undefined) => offset !== undefined && from <= offset && offset < to;
  return files.some(({ place, entries }) => isWithin(place.from) || isWithin(entries[0]?.scalar.from));
}

/** Lines of comments outside what a script or a Dockerfile writes into files. */
function lineComments(source: string, clusters: readonly EmbeddedCluster[]): readonly number[] {
  const entries = clusters.flatMap(({ files }) => files.flatMap((file) => file.entries));
  return [...source.matchAll(/^[ \t]*(?=#|--)/gm)]
    .map(({ index, 0: blanks }) => index + blanks.length)
    .filter((offset) => !entries.some(({ scalar: { from, to } }) => from <= offset && offset < to));
}

/** The document of YAML at whose head a comment is, or the lines of the entry below it; for other texts, all of it at their head. */
function scopeOf(source: string, offset: number, language: HostLanguage): HostSpan | undefined {
  if (language !== "yaml") return isHead(source, 0, offset) ? { from: 0, to: source.length } : undefined;
  const marks = [...source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map(({ index }) => index);
  const from = marks.findLast((mark) => mark < offset);
  const start = from === undefined ? 0 : nextLine(source, from);
  const ends = marks.filter((mark) => mark > offset && !isHead(source, start, mark));
  const end = ends[0] ?? source.length;
  if (isHead(source, start, offset)) return { from: offset, to: end };
  let at = nextLine(source, offset);
  while (at < end && isComment(source.slice(at, lineEnd(source, at)))) at = nextLine(source, at);
  const indent = source.slice(at, lineEnd(source, at)).search(/[^ ]/);
  return indent < 0 ? undefined : { from: at, to: bodyEnd(source, nextLine(source, at), end, indent) };
}

/** Whether there is nothing but comments between two offsets. */
function isHead(source: string, from: number, to: number): boolean {
  return source
    .slice(from, lineStart(source, to))
    .split("\n")
    .every((line) => line.trim() === "" || isComment(line) || /^(?:%|---|\.\.\.|\ufeff#)/.test(line));
}

function isComment(line: string): boolean {
  return /^\s*(?:#|--(?!-))/.test(line);
}
