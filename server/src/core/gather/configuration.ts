import { URI, Utils } from "vscode-uri";
import { lacksFolder } from "../cluster/files.ts";
import { isIncludedName } from "../cluster/includes.ts";
import type { FileReference, RecordSummary } from "../cluster/recordSummary.ts";
import type { Records } from "../cluster/records.ts";
import {
  folderOf,
  foldersInIncludePath,
  type PathMappings,
  parentFolders,
  resolvePath,
} from "../cluster/uris.ts";
import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import { foldSettingName } from "../data/settingName.ts";
import { maxDirectoryEntries } from "../host.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import type { Assignment } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import { templateSetting } from "../syntax/template.ts";
import type { Documents } from "./documents.ts";
import type { Facts } from "./facts.ts";
import type { ReadLimit } from "./readLimit.ts";

/** The files found by following includes, and what is in them. */
export interface Configuration {
  readonly members: Map<string, Records>;
  readonly assignments: Assignment[];
  /** A template may assign any setting that is not among them. */
  isPartial: boolean;
  /** Include directives that lead deeper than the server follows, by their places. */
  readonly tooDeep: Map<string, Place>;
  /** Files without which the server goes on where it cannot open them. */
  readonly optional: Set<string>;
  /** Those of them that it is known not to open. */
  readonly passedOver: ReadonlySet<string>;
  /** The files that directives lead to, by file, kind and path: files may include each other many times over. */
  readonly included: Map<string, readonly string[]>;
  readonly limit: ReadLimit;
}

/** Makes its places only when they are read: a file may have very many assignments, and few places are needed. */
class PlacedAssignment implements Assignment {
  readonly #uri: string;
  readonly #line: number;
  readonly #setting: NonNullable<RecordSummary["setting"]>;

  constructor(uri: string, line: number, setting: NonNullable<RecordSummary["setting"]>) {
    this.#uri = uri;
    this.#line = line;
    this.#setting = setting;
  }

  get name(): string {
    return this.#setting.name;
  }

  get value(): string {
    return this.#setting.value;
  }

  get place(): Place {
    return { uri: this.#uri, line: this.#line, span: this.#setting.valueSpan };
  }

  get namePlace(): Place {
    return { uri: this.#uri, line: this.#line, span: this.#setting.nameSpan };
  }
}

/** A file on the way from the main one, and the directive that led to it. */
interface Step {
  readonly uri: string;
  readonly directive: Place | undefined;
}

/** Reads postgresql.conf and what it includes in the server's order, adding to `configuration`. */
export async function readConfiguration(
  uri: string,
  configuration: Configuration,
  documents: Documents,
  facts: Facts,
  mappings: PathMappings,
  chain: readonly Step[] = [],
  directive?: Place,
): Promise<void> {
  if (chain.at(-1)?.uri === uri) return; // the server notices at once that a file includes itself
  const tooDeep = directive && findTooDeep(uri, directive, chain);
  if (tooDeep) {
    configuration.tooDeep.set(`${tooDeep.uri} ${tooDeep.line} ${tooDeep.span.start}`, tooDeep);
    return;
  }
  const { limit } = configuration;
  const document = directive
    ? await limit.load(uri, "postgresql-conf", directive, { documents, facts })
    : await documents.load(uri, "postgresql-conf");
  if (!document) {
    // What a container reads and nobody here has may assign any setting.
    if (directive && documents.loaded(directive.uri)?.embedding) configuration.isPartial = true;
    return;
  }
  if (!directive) limit.count(document, { documents });
  const records = documents.records(document, newestServerVersion);
  const { template } = records.document;
  configuration.members.set(uri, records);
  const steps = [...chain, { uri, directive }];
  for (let line = 0; line < records.entries.length; line++) {
    const summary = records.entries[line]?.summary;
    if (limit.isExhausted) return;
    if (template?.unknown.has(line)) forgetAssigned(template.written[line] ?? "", configuration);
    if (!summary) continue;
    const { setting, references = [] } = summary;
    if (setting) configuration.assignments.push(new PlacedAssignment(uri, line, setting));
    for (const reference of references) {
      const key = `${uri} ${reference.kind} ${reference.path}`;
      const place = { uri, line, span: reference.span };
      const files =
        configuration.included.get(key) ??
        (await includedFiles(reference, place, facts, mappings, configuration.limit));
      configuration.included.set(key, files);
      for (const file of files) {
        const included = documents.uriOf(file, "postgresql-conf");
        if (reference.kind === "include_if_exists") {
          if (configuration.passedOver.has(included)) continue;
          configuration.optional.add(included);
        }
        await readConfiguration(included, configuration, documents, facts, mappings, steps, place);
      }
    }
  }
}

/** Takes back what is known of the setting that a line of a template assigns, or of all where it does not say which. */
function forgetAssigned(line: string, configuration: Configuration): void {
  configuration.isPartial = true;
  const name = templateSetting(line)?.toLowerCase();
  const { assignments } = configuration;
  const kept = name === undefined ? [] : assignments.filter((one) => foldSettingName(one.name) !== name);
  assignments.length = 0;
  for (const one of kept) assignments.push(one);
}

/**
 * The directive at which the server gives up when it is led to a file: at the eleventh level, so that files which include
 * each other are read in turns until then.
 */
function findTooDeep(uri: string, directive: Place, chain: readonly Step[]): Place | undefined {
  const start = chain.findIndex((step) => step.uri === uri);
  if (start < 0) return chain.length > maxIncludeDepth ? directive : undefined;
  const length = chain.length - start;
  const last = start + ((maxIncludeDepth - start) % length);
  return chain[last + 1]?.directive ?? directive;
}

/** The files that an include directive names, in the server's order. */
export async function includedFiles(
  reference: FileReference,
  place: Place,
  facts: Facts,
  mappings: PathMappings,
  limit: ReadLimit,
): Promise<string[]> {
  if (reference.path.trim() === "") return [];
  const from = folderOf(place.uri);
  const target = resolvePath(reference.path, from, mappings);
  const folders = foldersInIncludePath(reference.path, mappings);
  await facts.lookAtAll([...folders, ...parentFolders(target, from)]);
  if (lacksFolder(folders, facts)) return [];
  if (reference.kind !== "include_dir") return [target];
  const entries = (await facts.directory(target)) ?? [];
  if (facts.get(target)?.stat === "no-answer") limit.leaveOut(place, "no-answer");
  if (entries.length > maxDirectoryEntries) limit.leaveOut(place, "entries");
  return entries
    .slice(0, maxDirectoryEntries)
    .filter((entry) => entry.kind === "file" && isIncludedName(entry.name))
    .map((entry) => entry.name)
    .sort(byBytes)
    .map((name) => Utils.joinPath(URI.parse(target), name).toString());
}

/** Plain byte order, as `strcmp`; comparing code points gives the same order as comparing UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
