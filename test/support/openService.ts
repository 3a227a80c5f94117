import { defaultProjectSettings } from "../../server/src/core/cluster/projectSettings.ts";
import type { LinePosition } from "../../server/src/core/cluster/sourceDocument.ts";
import {
  createLanguageService,
  type Host,
  type LanguageService,
  type LoadPki,
  type ProjectSettings,
  SourceDocument,
} from "../../server/src/core/index.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { type Language, languageOfPath } from "../../server/src/core/model/language.ts";
import { loadPki } from "../../server/src/pki/loadPki.ts";
import { fileNames } from "./annotated.ts";
import { loadPkiOnce } from "./loadPkiOnce.ts";
import { defaultTime, type MemoryFile, MemoryHost } from "./memoryHost.ts";

/** Files by absolute path; a relative one is below the data directory `/data`. */
export type Files = Readonly<Record<string, string | Uint8Array | MemoryFile>>;

/** What a cluster of a test differs in from the usual one. */
export interface ClusterOptions {
  /** The content of PG_VERSION; 18 when absent. */
  readonly version?: number;
  /** What differs from the default settings. */
  readonly settings?: Partial<ProjectSettings>;
  /** The host's clock, milliseconds since 1970; `defaultTime` when absent. */
  readonly time?: number;
}

/** A service on files in memory, which tests name as in `Files`, or by URI. */
export interface OpenCluster {
  readonly service: LanguageService;
  readonly host: MemoryHost;
  /** Opens a file in the editor with a text. */
  edit(name: string, text: string, language?: Language): SourceDocument;
  /** What is wrong in a file; nothing where there is no file. */
  findings(name: string): Promise<readonly Diagnostic[]>;
  /** The same as `LINE RULE`, lines from 0. */
  rules(name: string): Promise<string[]>;
}

/** A service with one open document in a cluster, and the cursor that `|` marks in it. */
export interface OpenService extends OpenCluster {
  readonly uri: string;
  readonly document: SourceDocument;
  /** The text without the mark. */
  readonly text: string;
  readonly position: LinePosition;
}

/** The only place where tests make a service: over any host, with what differs from the default settings. */
export function createService(
  host: Host,
  settings: Partial<ProjectSettings> = {},
  load: LoadPki = loadPki,
  findClusters?: () => Promise<readonly string[]>,
): LanguageService {
  const service = createLanguageService(host, load, findClusters);
  service.settings = { ...defaultProjectSettings, ...settings };
  return service;
}

/** A cluster whose data directory is `/data`, with PG_VERSION and an empty postgresql.conf unless the files say otherwise. */
export function openCluster(files: Files = {}, options: ClusterOptions = {}): OpenCluster {
  const { version = 18, settings, time = defaultTime } = options;
  return openFiles({ PG_VERSION: `${version}\n`, "postgresql.conf": "", ...files }, settings, time);
}

/** Just these files, without any of a data directory. */
export function openFiles(
  files: Files,
  settings: Partial<ProjectSettings> = {},
  time = defaultTime,
): OpenCluster {
  const host = new MemoryHost({}, time);
  for (const [path, file] of Object.entries(files)) host.write(absolute(path), file);
  const mainFiles = Object.keys(files).filter((path) => path.endsWith("/postgresql.conf"));
  const service = createService(host, settings, loadPkiOnce, async () => mainFiles.map(toUri));
  const findings = async (name: string) => (await service.diagnose(toUri(name))) ?? [];
  return {
    service,
    host,
    edit(name, text, language = languageOfPath(name) ?? "postgresql-conf") {
      const document = new SourceDocument(toUri(name), language, 1, text);
      service.open(document);
      return document;
    },
    findings,
    rules: async (name) => (await findings(name)).map(({ line, rule }) => `${line} ${rule}`),
  };
}

/** Opens a text with a mark `|` as the file of its language in a cluster with further files. */
export function openService(
  marked: string,
  { language = "pg-hba", files, ...options }: Surroundings = {},
): OpenService {
  const { text, position } = takeMark(marked);
  const cluster = openCluster(files, options);
  const document = cluster.edit(fileNames[language], text);
  return { ...cluster, uri: document.uri, document, text, position };
}

/** What is around the text of a test. */
export interface Surroundings extends ClusterOptions {
  readonly language?: Language;
  readonly files?: Files;
}

/** A text without the first `|` in it, and the position of that. */
export function takeMark(marked: string): { readonly text: string; readonly position: LinePosition } {
  const offset = marked.indexOf("|");
  const before = marked.slice(0, offset).split("\n");
  return {
    text: marked.slice(0, offset) + marked.slice(offset + 1),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

/** The URI of a file of `Files`. */
export function toUri(name: string): string {
  return /^[a-z]+:/.test(name) ? name : `file://${absolute(name)}`;
}

function absolute(path: string): string {
  return path.startsWith("/") ? path : `/data/${path}`;
}
