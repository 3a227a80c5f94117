import { fileSettings, hostColumns } from "../../cluster/fileSettings.ts";
import type { FileReference, RecordSummary } from "../../cluster/recordSummary.ts";
import type { Records } from "../../cluster/records.ts";
import { pathBaseOf, type Snapshot } from "../../cluster/snapshot.ts";
import { folderOf, type PathMappings, resolvePath } from "../../cluster/uris.ts";
import { foldSettingName } from "../../data/settingName.ts";
import type { Language } from "../../model/language.ts";
import type { Place, Span } from "../../model/span.ts";
import { quoteAuth, quoteConf, writeAuth } from "../../syntax/quote.ts";

/** A path in the text, quotation marks not counted, and the URI of the file that it names. */
export interface NamedPath {
  readonly place: Place;
  readonly uri: string;
  readonly isFolder: boolean;
  /** Of a certificate, key or CRL file, or one that is included: its path may be written anew. */
  readonly written?: RenamablePath;
}

/** A path that may be written anew. */
export interface RenamablePath {
  readonly path: string;
  /** The folder at which it starts, if it is relative. */
  readonly folder: string;
  /** Where it is, with its quotation marks. */
  readonly span: Span;
  /** A path as it has to be written there. */
  readonly write: (path: string) => string;
}

/** The paths in one document of a cluster, or in those of its records that start between two lines. */
export function namedPaths(
  { document, entries }: Records,
  start: PathStart,
  firstLine = 0,
  lastLine = entries.length - 1,
): NamedPath[] {
  const { uri, lines } = document;
  const ownFolder = folderOf(uri);
  const found: NamedPath[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const { summary, lineCount = 1 } = entries[line] ?? {};
    if (!summary) continue;
    const text = lines.slice(line, line + lineCount).join("");
    for (const { path, span, folder = ownFolder, isFolder = false, write } of pathsOf(
      summary,
      start,
      text,
      document.language,
    )) {
      if (path === "") continue;
      const place = { uri, line, span: withoutQuotes(text, span) };
      const written = write && { path, folder, span, write };
      found.push({
        place,
        uri: resolvePath(path, folder, start.mappings),
        isFolder,
        ...(written && { written }),
      });
    }
  }
  return found;
}

/** The folders at which relative paths start that do not start at that of their own file. */
export interface PathStart {
  /** For certificates, keys and CRLs. */
  readonly dataFolder: string;
  /** For the files that postgresql.conf names. */
  readonly mainFolder: string;
  readonly mappings: PathMappings;
}

/** Where the paths of a cluster start. */
export function pathStartOf(snapshot: Snapshot): PathStart {
  const { folder, mappings } = pathBaseOf(snapshot);
  return { dataFolder: folder, mainFolder: folderOf(snapshot.key), mappings };
}

interface WrittenPath {
  readonly path: string;
  readonly span: Span;
  /** The folder at which it starts; when absent, that of the file in which it is written. */
  readonly folder?: string;
  readonly isFolder?: boolean;
  readonly write?: RenamablePath["write"];
}

function pathsOf(
  { references = [], setting, host }: RecordSummary,
  start: PathStart,
  text: string,
  language: Language,
): WrittenPath[] {
  const found: WrittenPath[] = references.map(({ kind, path, span }) =>
    kind === "include_dir"
      ? { path, span, isFolder: true }
      : { path, span, write: writerOf(kind, language, text[span.start] === '"') },
  );
  if (setting) {
    const { value: path, valueSpan: span } = setting;
    const name = foldSettingName(setting.name);
    if (configurationSettings.includes(name)) found.push({ path, span, folder: start.mainFolder });
    else if (certificateSettings.includes(name))
      found.push({
        path,
        span,
        folder: start.dataFolder,
        ...(name === "ssl_crl_dir" ? { isFolder: true } : { write: quoteConf }),
      });
  }
  for (const [, column] of host ? hostColumns : []) {
    const token = host?.[column]?.tokens[0];
    if (!token) continue;
    const { text: path, span, quoted } = token;
    found.push({ path, span, folder: start.dataFolder, write: quoted ? quoteAuth : writeAuth });
  }
  return found;
}

/** How the path of an included file is written; of `@file` the sign belongs to its span. */
function writerOf(
  kind: FileReference["kind"],
  language: Language,
  isQuoted: boolean,
): RenamablePath["write"] {
  if (language === "postgresql-conf") return quoteConf;
  return kind === "tokens" ? (path) => `@${writeAuth(path)}` : isQuoted ? quoteAuth : writeAuth;
}

const certificateSettings: readonly string[] = fileSettings;
const configurationSettings: readonly string[] = ["hba_file", "ident_file", "hosts_file"];

function withoutQuotes(text: string, { start, end }: Span): Span {
  const mark = text[start];
  const isQuoted = (mark === "'" || mark === '"') && end - start > 1 && text[end - 1] === mark;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
