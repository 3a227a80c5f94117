import type { PgBouncer, PlacedEntry } from "../../cluster/pgbouncer.ts";
import { folderOf, type PathMappings, resolvePath } from "../../cluster/uris.ts";
import { pgbouncerSetting } from "../../data/pgbouncer/pgbouncerSettings.ts";
import type { Link } from "../../model/navigation.ts";
import type { FoldingRange, OutlineSymbol } from "../../model/outline.ts";
import type { SemanticToken, SemanticTokenType } from "../../model/semanticToken.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { readLineParameters } from "../../syntax/pgbouncer/readLineParameters.ts";
import { describedSetting } from "./describePgBouncer.ts";

/** Entries of the outline at the most. */
const maxSymbols = 5_000;

/** The sections of a file with what is in them. Values of databases are not shown, since passwords may be among them. */
export function pgbouncerSymbols(pgbouncer: PgBouncer, uri: string): readonly OutlineSymbol[] {
  const found: (OutlineSymbol & { lastLine: number; children: OutlineSymbol[] })[] = [];
  for (const { entry, section } of entriesOf(pgbouncer, uri).slice(0, maxSymbols)) {
    const { line } = entry;
    if (entry.kind === "section")
      found.push({
        name: entry.name || "[]",
        kind: "section",
        line,
        lastLine: line,
        span: entry.span,
        children: [],
      });
    const current = found.at(-1);
    if (entry.kind !== "assignment" || !current) continue;
    current.lastLine = line;
    const detail = section === "pgbouncer" ? entry.value : hostOf(entry.value);
    current.children.push({
      name: entry.name || "=",
      ...(detail && { detail }),
      kind: "setting",
      line,
      lastLine: line,
      span: entry.nameSpan,
    });
  }
  return found;
}

function hostOf(value: string): string | undefined {
  return readLineParameters(value).parameters.find(({ name }) => name === "host")?.value;
}

/** Sections that may be folded. */
export function pgbouncerFolding(pgbouncer: PgBouncer, uri: string): readonly FoldingRange[] {
  return pgbouncerSymbols(pgbouncer, uri)
    .filter(({ line, lastLine }) => lastLine > line)
    .map(({ line, lastLine }) => ({ firstLine: line, lastLine, kind: "section" as const }));
}

/** The paths that lead to files which exist here. */
export function pgbouncerLinks(pgbouncer: PgBouncer, uri: string, mappings: PathMappings): readonly Link[] {
  return entriesOf(pgbouncer, uri).flatMap(({ entry, include }): Link[] => {
    const { line } = entry;
    if (entry.kind === "include")
      return include === "read"
        ? [{ line, span: entry.span, target: resolvePath(entry.path, folderOf(uri), mappings) }]
        : [];
    if (entry.kind !== "assignment" || entry.value === "") return [];
    const file = pgbouncer.files.get(entry.name);
    const isOwn = pgbouncer.settings.get(entry.name)?.line === line;
    return isOwn && file?.state === "file" && file.uri
      ? [{ line, span: entry.valueSpan, target: file.uri }]
      : [];
  });
}

/** What the words of a file mean, of all or of those between two lines. */
export function pgbouncerTokens(
  pgbouncer: PgBouncer,
  uri: string,
  firstLine = 0,
  lastLine = Number.POSITIVE_INFINITY,
): readonly SemanticToken[] {
  const { version, texts } = pgbouncer;
  return entriesOf(pgbouncer, uri)
    .filter(({ entry: { line } }) => firstLine <= line && line <= lastLine)
    .flatMap(({ entry, section }) => {
      const { line } = entry;
      const length = trimEndOf(texts.get(uri)?.lines[line] ?? "", "\r\n").length;
      const token = (span: Span, type: SemanticTokenType): SemanticToken[] => {
        const end = Math.min(span.end, length);
        return end > span.start ? [{ line, span: { start: span.start, end }, type, modifiers: [] }] : [];
      };
      if (entry.kind === "section") return token(entry.span, "keyword");
      if (entry.kind === "include") return token(entry.span, "path");
      if (entry.kind !== "assignment") return [];
      if (section === "pgbouncer") {
        const setting = pgbouncerSetting(entry.name, version);
        return setting
          ? [...token(entry.nameSpan, "setting"), ...token(entry.valueSpan, setting.file ? "path" : "value")]
          : [];
      }
      const { start } = entry.valueSpan;
      const moved = (span: Span) => ({ start: start + span.start, end: start + span.end });
      const type = section === "users" ? "role" : section === "databases" ? "database" : "host";
      return [
        ...token(entry.nameSpan, type),
        ...readLineParameters(entry.value).parameters.flatMap(({ name, nameSpan, valueSpan }) =>
          describedSetting(section, name, version)
            ? [
                ...token(moved(nameSpan), "option"),
                ...token(moved(valueSpan), name === "host" ? "host" : "value"),
              ]
            : [],
        ),
      ];
    });
}

function entriesOf({ entries }: PgBouncer, uri: string): readonly PlacedEntry[] {
  const lines = new Set<string>();
  // A file that is included twice has its entries twice.
  return entries.filter(({ uri: of, entry }) => {
    const at = entry.kind === "assignment" ? entry.nameSpan.start : entry.span.start;
    const key = `${entry.line} ${at}`;
    if (of !== uri || lines.has(key)) return false;
    lines.add(key);
    return true;
  });
}
