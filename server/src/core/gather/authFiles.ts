import { authFiles } from "../cluster/authFileUri.ts";
import type { AuthFile } from "../cluster/cluster.ts";
import type { IncludeGraph } from "../cluster/includeDepths.ts";
import { blankEntry, identMapAt } from "../cluster/recordSummary.ts";
import type { Records } from "../cluster/records.ts";
import { type DocumentText, mayHoldMore } from "../cluster/sourceDocument.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { isAbsolutePath } from "../cluster/uris.ts";
import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import { includedFiles } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import type { ClusterSources } from "./gatherCluster.ts";
import type { ReadLimit } from "./readLimit.ts";
import { gatherLine, type NamedPaths } from "./references.ts";
import { gatherParentFolders } from "./serverUser.ts";

/** What is found while authentication files are read. */
export interface AuthReading extends IncludeGraph {
  readonly includedBy: Map<string, ReadonlySet<string>>;
  /** The paths that each file names, by URI. */
  readonly named: Map<string, NamedPaths>;
  /** The files that each include directive of a file leads to, directive by directive. */
  readonly targets: Map<string, (readonly string[])[]>;
  readonly limit: ReadLimit;
}

/** Reads an authentication file, what it includes, and the files whose words its lines take in. */
export async function readAuthFile(
  uri: string,
  language: AuthLanguage,
  serverVersion: ServerVersion,
  members: Map<string, Records>,
  reading: AuthReading,
  sources: ClusterSources,
  place?: Place,
  depth = 0,
): Promise<Records | undefined> {
  if (depth > maxIncludeDepth || members.has(uri)) return members.get(uri);
  const { limit } = reading;
  const document = place
    ? await limit.load(uri, language, place, sources)
    : await sources.documents.load(uri, language);
  if (!document) return undefined;
  if (!place) limit.count(document, sources);
  const included = new Set<string>();
  reading.includedBy.set(uri, included);
  if (depth === 0) reading.mainFiles.add(uri);
  const version = topDirective(document).serverVersion ?? serverVersion;
  const records = sources.documents.records(document, version);
  members.set(uri, records);
  const named: NamedPaths = new Map();
  reading.named.set(uri, named);
  const targets: (readonly string[])[] = [];
  reading.targets.set(uri, targets);
  for (let line = 0; line < records.entries.length; line++) {
    const references = records.entries[line]?.summary?.references;
    if (!references) continue; // nearly all lines, for which a wait would cost more than the line
    for (const reference of await gatherLine(records, line, references, version, sources, named, limit)) {
      if (reference.kind === "tokens") continue;
      const { facts, settings, documents } = sources;
      const place = { uri, line, span: reference.span };
      const named = await includedFiles(reference, place, facts, settings.pathMappings, limit);
      const files = named.map((file) => documents.uriOf(file, language));
      targets.push(files);
      for (const target of files) {
        included.add(target);
        await readAuthFile(target, language, serverVersion, members, reading, sources, place, depth + 1);
      }
    }
  }
  return records;
}

/** `undefined` when some maps may be in files that are not known here. */
export function collectMaps(
  members: ReadonlyMap<string, Records>,
  { includedBy }: IncludeGraph,
): ReadonlySet<string> | undefined {
  const maps = new Set<string>();
  for (const records of members.values()) {
    if (records.document.language !== "pg-ident") continue;
    if (records.isUnread || mayHoldMore(records.document)) return undefined;
    for (const target of includedBy.get(records.document.uri) ?? [])
      if (!members.has(target)) return undefined;
    for (let line = 0; line < records.entries.length; line++) {
      const map = identMapAt(records, line);
      if (map?.startsWith("@")) return undefined;
      if (map !== undefined) maps.add(map);
    }
  }
  return maps;
}

/**
 * An authentication file as it is on disk. Absence is certain only where the server looks just here: a relative
 * `hba_file` starts in the folder in which the server was started, and without the setting the server may have been
 * started with another folder than that of postgresql.conf.
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
  const folders =
    isCertain && dataDirectory ? await gatherParentFolders(uri, dataDirectory, facts) : undefined;
  return { uri, state: isCertain ? state : "unknown", ...(stat && { stat }), ...(folders && { folders }) };
}

/** What decides where the server looks for its authentication files. */
interface AuthFileView {
  readonly settings: EffectiveSettings | undefined;
  readonly isOnServer: boolean;
  /** postgresql.conf is in the data directory. */
  readonly isOneFolder: boolean;
  readonly dataDirectory: string | undefined;
}

/** The first line of a document, for what is wrong with no line of it. */
export function firstLineOf({ uri, lines }: Pick<DocumentText, "uri" | "lines">): Place {
  return { uri, line: 0, span: { start: 0, end: (lines[0] ?? "").trimEnd().length } };
}

/** Whether a pg_hba.conf holds any record, with what it includes; `undefined` where an included file is not known. */
export function holdsRecords(
  records: Records,
  members: ReadonlyMap<string, Records>,
  { includedBy }: Pick<IncludeGraph, "includedBy">,
  serverVersion: ServerVersion,
  seen = new Set<Records>(),
): boolean | undefined {
  if (seen.has(records) || records.isUnread) return undefined;
  seen.add(records);
  const { uri, lines } = records.document;
  let answer: boolean | undefined = mayHoldMore(records.document) ? undefined : false;
  for (const [line, entry] of records.entries.entries()) {
    if (entry === blankEntry || entry.lineCount === 0) continue;
    if (entry.summary?.references?.some(({ kind }) => kind !== "tokens")) continue;
    const { fields } = scanAuthLine(lines, line, serverVersion);
    if (fields.some(({ tokens }) => tokens.some(({ text }) => !text.startsWith("@")))) return true;
    if (fields.length > 0) answer = undefined; // files without words leave nothing of the line
  }
  for (const target of includedBy.get(uri) ?? []) {
    const included = members.get(target);
    const found = included && holdsRecords(included, members, { includedBy }, serverVersion, seen);
    if (found) return true;
    if (found === undefined) answer = undefined;
  }
  return answer;
}
