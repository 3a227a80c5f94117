import type { AuthFile } from "../cluster/cluster.ts";
import { blankEntry, identMapAt } from "../cluster/digest.ts";
import type { IncludeGraph } from "../cluster/includeDepths.ts";
import type { RecordIndex } from "../cluster/recordIndex.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { childOf, folderOf, isAbsolutePath, type PathMappings, resolvePath } from "../cluster/uris.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import type { ClusterSources } from "./clusterState.ts";
import { includedFiles, maxIncludeDepth, type Readings } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import { gatherLine } from "./references.ts";
import { foldersAbove } from "./serverUser.ts";

/** Where the server looks for an authentication file; `key` is that of the cluster. */
export function authFileUri(
  language: AuthLanguage,
  key: string,
  settings: EffectiveSettings | undefined,
  mappings: PathMappings,
): string {
  const [setting, usualName] = authFiles[language];
  const named = settings?.assignment(setting)?.value;
  // The server drops a slash at the end.
  return named
    ? resolvePath(named.replace(/(?<=.)\/+$/, ""), folderOf(key), mappings)
    : childOf(folderOf(key), usualName);
}

const authFiles: Readonly<Record<AuthLanguage, readonly [setting: string, usualName: string]>> = {
  "pg-hba": ["hba_file", "pg_hba.conf"],
  "pg-ident": ["ident_file", "pg_ident.conf"],
  "pg-hosts": ["hosts_file", "pg_hosts.conf"],
};

/** What is found while authentication files are read. */
export interface AuthReading extends IncludeGraph {
  readonly readings: Readings;
}

/** Reads an authentication file, what it includes, and the files whose words its lines take in. */
export async function readAuthFile(
  uri: string,
  language: AuthLanguage,
  serverVersion: ServerVersion,
  members: Map<string, RecordIndex>,
  includes: AuthReading,
  sources: ClusterSources,
  depth = 0,
): Promise<RecordIndex | undefined> {
  if (depth > maxIncludeDepth || members.has(uri)) return members.get(uri);
  const index = await sources.documents.load(uri, language);
  if (!index) return undefined;
  members.set(uri, index);
  const included = new Set<string>();
  includes.includedBy.set(uri, included);
  if (depth === 0) includes.mainFiles.add(uri);
  const version = topDirective(index.document)?.serverVersion ?? serverVersion;
  index.scan(version);
  includes.readings.set(index, index.changes);
  for (let line = 0; line < index.entries.length; line++) {
    const named = index.entries[line]?.digest?.references;
    if (!named) continue; // nearly all lines, for which a wait would cost more than the line
    for (const reference of await gatherLine(index, line, named, version, sources)) {
      if (reference.kind === "tokens") continue;
      for (const target of await includedFiles(
        reference,
        uri,
        sources.facts,
        sources.settings.pathMappings,
      )) {
        included.add(target);
        await readAuthFile(target, language, serverVersion, members, includes, sources, depth + 1);
      }
    }
  }
  return index;
}

/** `undefined` when some maps may be in files that are not known here. */
export function collectMaps(
  members: ReadonlyMap<string, RecordIndex>,
  { includedBy }: IncludeGraph,
): ReadonlySet<string> | undefined {
  const maps = new Set<string>();
  for (const index of members.values()) {
    if (index.document.language !== "pg-ident") continue;
    for (const target of includedBy.get(index.document.uri) ?? []) if (!members.has(target)) return undefined;
    for (let line = 0; line < index.entries.length; line++) {
      const map = identMapAt(index, line);
      if (map?.startsWith("@")) return undefined;
      if (map !== undefined) maps.add(map);
    }
  }
  return maps;
}

/**
 * An authentication file as it stands on disk. Absence is certain only where the server looks just here: a relative
 * `hba_file` starts in the folder in which the server was started, and without the setting the server may have been told
 * another folder than that of postgresql.conf.
 */
export async function lookAtAuthFile(
  language: AuthLanguage,
  uri: string,
  { settings, isOnServer, isOneFolder, dataDirectory }: AuthFileView,
  facts: Facts,
): Promise<AuthFile> {
  const [setting, usualName] = authFiles[language];
  const named = settings?.assignment(setting)?.value;
  const isCertain = isOnServer && (named ? isAbsolutePath(named) : isOneFolder);
  const { state, stat } = await facts.file(usualName, uri, false);
  const folders = isCertain && dataDirectory ? await foldersAbove(uri, dataDirectory, facts) : undefined;
  return { uri, state: isCertain ? state : "unknown", ...(stat && { stat }), ...(folders && { folders }) };
}

/** What tells where the server looks for its authentication files. */
interface AuthFileView {
  readonly settings: EffectiveSettings | undefined;
  readonly isOnServer: boolean;
  /** postgresql.conf stands in the data directory. */
  readonly isOneFolder: boolean;
  readonly dataDirectory: string | undefined;
}

/** The first line of a document, for what is wrong with no line of it. */
export function firstLineOf({ document: { uri, lines } }: RecordIndex): Place {
  return { uri, line: 0, span: { start: 0, end: (lines[0] ?? "").trimEnd().length } };
}

/** Whether a pg_hba.conf holds any record, with what it includes; `undefined` where an included file is not known. */
export function holdsRecords(
  index: RecordIndex,
  members: ReadonlyMap<string, RecordIndex>,
  { includedBy }: IncludeGraph,
  serverVersion: ServerVersion,
  seen = new Set<RecordIndex>(),
): boolean | undefined {
  if (seen.has(index)) return undefined;
  seen.add(index);
  const { uri, lines } = index.document;
  let answer: boolean | undefined = false;
  for (const [line, entry] of index.entries.entries()) {
    if (entry === blankEntry || entry?.lineCount === 0) continue;
    if (entry?.digest?.references?.some(({ kind }) => kind !== "tokens")) continue;
    const { fields } = scanAuthLine(lines, line, serverVersion);
    if (fields.some(({ tokens }) => tokens.some(({ text }) => !text.startsWith("@")))) return true;
    if (fields.length > 0) answer = undefined; // files without words leave nothing of the line
  }
  for (const target of includedBy.get(uri) ?? []) {
    const included = members.get(target);
    const found =
      included && holdsRecords(included, members, { mainFiles: new Set(), includedBy }, serverVersion, seen);
    if (found) return true;
    if (found === undefined) answer = undefined;
  }
  return answer;
}
