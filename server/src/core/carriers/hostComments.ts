import type { HostLanguage } from "../model/language.ts";
import { lineEnd, lineStartsOf, nextLine, splitLines } from "../model/lines.ts";
import { type Directive, mentionsPgssl, readDirective } from "../syntax/directive.ts";
import type { EmbeddedCluster } from "./carrier.ts";
import { bodyEnd } from "./focus.ts";
import type { HostSpan } from "./hostSpan.ts";
import { scalarAt } from "./scalarAt.ts";
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
  const head = headEnd(source, 0);
  const all = { from: 0, to: source.length };
  const scopeOf: ScopeOf = language === "yaml" ? scopeInYaml(source) : (at) => (at < head ? all : undefined);
  const comments: HostComment[] = [];
  let line = 0;
  let target = 0;
  for (const offset of offsets) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line++;
    const start = offset - (starts[line] ?? 0);
    // A comment of SQL as one of the other files.
    const sign = source.startsWith("--", offset) ? 1 : 0;
    const text = source.slice(offset + sign, lineEnd(source, offset)).trimEnd();
    const directive = readDirective(`#${text.slice(1)}`, start + sign);
    if (!directive) continue;
    // That of the comment above, where there are only comments between.
    if (target <= line) target = line + 1;
    while (isComment(lines[target] ?? "")) target++;
    const isOwnLine = (lines[line] ?? "").slice(0, start).trim() === "";
    const scope = isOwnLine ? scopeOf(offset, starts[target] ?? source.length) : undefined;
    const isAtTop = isOwnLine && offset < head;
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
  const find = scalarAt(clusters.flatMap(({ files }) => files));
  return [...source.matchAll(/^[ \t]*(?=#|--)/gm)]
    .map(({ index, 0: blanks }) => index + blanks.length)
    .filter((offset) => !find(offset));
}

/** What a comment at an offset describes; what follows, past other comments, is at another. */
type ScopeOf = (offset: number, target: number) => HostSpan | undefined;

/**
 * The document of YAML at whose head a comment is, or the lines of the entry below it. It is for comments in their order: there may be
 * one above each item of a long list, and no line is looked at again for each.
 */
function scopeInYaml(source: string): ScopeOf {
  const marks = [...source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map(({ index }) => index);
  let next = 0;
  let last = 0;
  let head = headEnd(source, 0);
  let bodies = new Map<number, HostSpan>();
  return (offset, target) => {
    for (let mark = marks[next]; mark !== undefined && mark < offset; mark = marks[++next]) {
      if (mark >= head) head = headEnd(source, nextLine(source, mark));
      bodies = new Map();
    }
    while (last < next || (marks[last] ?? source.length) < head) last++;
    const end = marks[last] ?? source.length;
    if (offset < head) return { from: offset, to: end };
    const indent = source.slice(target, lineEnd(source, target)).search(/[^ ]/);
    if (indent < 0) return undefined;
    const start = nextLine(source, target);
    const known = bodies.get(indent);
    const body =
      known && start <= known.to ? known : { from: start, to: bodyEnd(source, start, end, indent) };
    bodies.set(indent, body);
    return { from: target, to: body.to };
  };
}

/** Where a text has the first line from the start of one on that is no comment or mark of a document's start. */
function headEnd(source: string, from: number): number {
  let at = from;
  while (at < source.length && isOfHead(source.slice(at, lineEnd(source, at)))) at = nextLine(source, at);
  return at;
}

function isOfHead(line: string): boolean {
  return line.trim() === "" || isComment(line) || /^(?:%|---|\.\.\.|\ufeff#)/.test(line);
}

function isComment(line: string): boolean {
  return /^\s*(?:#|--(?!-))/.test(line);
}
