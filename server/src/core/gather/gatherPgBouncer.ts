import type { FileFacts } from "../cluster/cluster.ts";
import {
  type PgBouncer,
  type PgBouncerAssignment,
  type PgBouncerText,
  type PlacedEntry,
  readingOrder,
} from "../cluster/pgbouncer.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { folderOf, isAbsolutePath, nameOf, resolvePath } from "../cluster/uris.ts";
import { pgbouncerSetting } from "../data/pgbouncer/pgbouncerSettings.ts";
import type { FileStat } from "../host.ts";
import { lineAt, lineStart } from "../model/lines.ts";
import { newestPgBouncerVersion, type PgBouncerVersion } from "../model/pgbouncerVersion.ts";
import type { Span } from "../model/span.ts";
import { readIniLines } from "../syntax/pgbouncer/readIniLines.ts";
import { readUserList } from "../syntax/pgbouncer/readUserList.ts";
import { hasTemplateSyntax } from "../syntax/template.ts";
import { identMaps, readHba, readIdent } from "./pgbouncerRecords.ts";
import { type PgBouncerSources, readLines } from "./pgbouncerSources.ts";

/** Levels of includes (`MAX_INCLUDE` in libusual), and files of one configuration that are read at the most. */
const maxDepth = 10;
const maxTexts = 200;

/**
 * Gathers a configuration of PgBouncer from its main file; `undefined` where there is none. Of records that are as in its former state
 * none is read again.
 */
export async function gatherPgBouncer(
  mainFile: string,
  sources: PgBouncerSources,
  former?: PgBouncer,
): Promise<PgBouncer | undefined> {
  const main = await readLines(mainFile, sources);
  if (main === undefined || typeof main === "string" || isTemplate(main.lines)) return undefined;
  const written = topDirective(main).pgbouncerVersion;
  const version = written ?? newestPgBouncerVersion;
  const reading = new Reading(version, sources);
  await reading.read(main, 0);
  const { texts, entries } = reading;
  const settings = settingsInForce(entries);
  const files = await namedFiles(settings, mainFile, version, sources);
  const isHba = settings.get("auth_type")?.value.toLowerCase() === "hba";
  const ident = isHba
    ? await readIdent(files.get("auth_ident_file"), texts, sources, former?.ident)
    : undefined;
  const maps = identMaps(settings, ident, isHba);
  const hba = isHba
    ? await readHba(files.get("auth_hba_file"), texts, { version, maps }, sources, former?.hba)
    : undefined;
  const users = await readUsers(files.get("auth_file"), sources);
  return {
    version,
    isVersionKnown: written !== undefined,
    mainFile,
    texts,
    entries,
    isPart:
      nameOf(mainFile).toLowerCase() !== "pgbouncer.ini" &&
      !entries.some(({ entry }) => entry.kind === "section" && entry.name === "pgbouncer"),
    settings,
    order: readingOrder(entries, settings),
    files,
    ...(hba && { hba }),
    ...(ident && { ident }),
    ...(users && { users }),
    serverPlatform: sources.settings.serverPlatform,
    ...(sources.pki && { pki: sources.pki }),
    now: sources.now(),
  };
}

/** Whether the text becomes PgBouncer's by what another program fills in: PgBouncer itself knows neither `{{ … }}` nor `${…}`. */
function isTemplate(lines: readonly string[]): boolean {
  return lines.some(
    (line) => !/^\s*[;#]/.test(line) && (hasTemplateSyntax(line) || /\$\{[A-Za-z_]/.test(line)),
  );
}

/** Reads the files of a configuration in PgBouncer's order. */
class Reading {
  readonly texts = new Map<string, PgBouncerText>();
  readonly entries: PlacedEntry[] = [];
  readonly #version: PgBouncerVersion;
  readonly #sources: PgBouncerSources;
  #section: string | undefined;

  constructor(version: PgBouncerVersion, sources: PgBouncerSources) {
    this.#version = version;
    this.#sources = sources;
  }

  async read(text: PgBouncerText, depth: number): Promise<void> {
    const { uri } = text;
    this.texts.set(uri, text);
    for (const entry of readIniLines(text.lines, this.#version)) {
      if (entry.kind === "section") this.#section = entry.name;
      const placed = { uri, entry, section: this.#section };
      if (entry.kind !== "include") {
        this.entries.push(placed);
        continue;
      }
      const index = this.entries.push(placed) - 1;
      const include = await this.#include(entry.path, uri, depth);
      this.entries[index] = { ...placed, include };
    }
  }

  async #include(path: string, from: string, depth: number): Promise<NonNullable<PlacedEntry["include"]>> {
    if (depth >= maxDepth) return "too-deep";
    if (path === "" || this.texts.size >= maxTexts) return "unknown";
    const { pathMappings, trusted } = this.#sources.settings;
    const target = resolvePath(path, folderOf(from), pathMappings);
    if (!trusted && isAbsolutePath(path)) return "unknown";
    const found = this.texts.get(target) ?? (await readLines(target, this.#sources));
    if (found === undefined) return isHere(path, target, from) ? "missing" : "unknown";
    if (typeof found === "string")
      return found === "unreadable" || found === "no-answer" ? "unknown" : "unreadable";
    await this.read(found, depth + 1);
    return "read";
  }
}

/**
 * Whether a path is certainly looked for on this machine: it is absolute and in the folder of the file that names it, or that file is
 * where PgBouncer's packages install it. Relative paths start where PgBouncer was started, which no file says.
 */
function isHere(path: string, target: string, from: string): boolean {
  if (!isAbsolutePath(path)) return false;
  return folderOf(target) === folderOf(from) || folderOf(from).startsWith("file:///etc/");
}

function settingsInForce(entries: readonly PlacedEntry[]): ReadonlyMap<string, PgBouncerAssignment> {
  const settings = new Map<string, PgBouncerAssignment>();
  for (const { uri, entry, section } of entries) {
    if (entry.kind === "section" && entry.name === "pgbouncer") settings.clear();
    if (entry.kind !== "assignment" || section !== "pgbouncer") continue;
    const { line, name, value, nameSpan, valueSpan } = entry;
    settings.set(name, { uri, line, name, value, nameSpan, valueSpan });
  }
  return settings;
}

async function namedFiles(
  settings: ReadonlyMap<string, PgBouncerAssignment>,
  mainFile: string,
  version: PgBouncerVersion,
  { file, settings: { pathMappings, trusted } }: PgBouncerSources,
): Promise<ReadonlyMap<string, FileFacts>> {
  const files = new Map<string, FileFacts>();
  for (const [name, { value }] of settings) {
    const kind = pgbouncerSetting(name, version)?.file;
    if (!kind || kind === "other" || value === "") continue;
    const uri = resolvePath(value, folderOf(mainFile), pathMappings);
    const isPem = kind === "certificate" || kind === "key" || kind === "authority";
    const found = trusted || !isPem ? await file(uri, isPem && trusted) : undefined;
    if (!found) continue;
    const isUnknown = found.state === "missing" && !isHere(value, uri, mainFile);
    files.set(name, { ...found, path: value, ...(isUnknown && { state: "unknown" }) });
  }
  return files;
}

async function readUsers(
  file: FileFacts | undefined,
  sources: PgBouncerSources,
): Promise<PgBouncer["users"]> {
  if (!file?.uri) return undefined;
  const { uri } = file;
  const fact = await sources.accounts(uri);
  if (!fact || !("text" in fact)) return undefined;
  const stat: FileStat | undefined = file.stat;
  const { text } = fact;
  const placeOf = (span: Span) => {
    const start = lineStart(text, span.start);
    return {
      uri,
      line: lineAt(text, start),
      span: { start: span.start - start, end: span.end - start },
    };
  };
  return { uri, ...(stat && { stat }), ...readUserList(text), placeOf };
}
