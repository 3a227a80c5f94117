import { newestServerVersion } from "../model/serverVersion.ts";
import type { Assignment } from "../model/settings.ts";
import type { FileReference } from "./digest.ts";
import type { Documents } from "./documents.ts";
import type { Facts } from "./facts.ts";
import type { RecordIndex } from "./recordIndex.ts";
import { folderOf, type PathMappings, resolvePath } from "./uris.ts";

/** Files that nest deeper are refused by the server: the first is at depth 0. */
export const maxIncludeDepth = 10;

/** The files that were met while includes were followed, and what they told. */
export interface Configuration {
  readonly members: Map<string, RecordIndex>;
  readonly assignments: Assignment[];
}

/** Reads postgresql.conf and what it includes in the server's order, adding to `configuration`. */
export async function readConfiguration(
  uri: string,
  configuration: Configuration,
  documents: Documents,
  facts: Facts,
  mappings: PathMappings,
  chain: readonly string[] = [],
): Promise<void> {
  if (chain.includes(uri) || chain.length > maxIncludeDepth) return;
  const index = await documents.load(uri, "postgresql-conf");
  if (!index) return;
  configuration.members.set(uri, index);
  index.scan(newestServerVersion);
  for (const [line, entry] of index.entries.entries()) {
    const setting = entry?.digest?.setting;
    if (setting) {
      configuration.assignments.push({
        name: setting.name,
        value: setting.value,
        place: { uri, line, span: setting.valueSpan },
        namePlace: { uri, line, span: setting.nameSpan },
      });
    }
    for (const reference of entry?.digest?.references ?? []) {
      for (const included of await includedFiles(reference, uri, facts, mappings)) {
        await readConfiguration(included, configuration, documents, facts, mappings, [...chain, uri]);
      }
    }
  }
}

/** The files that an include directive names, in the server's order. */
export async function includedFiles(
  reference: FileReference,
  from: string,
  facts: Facts,
  mappings: PathMappings,
): Promise<string[]> {
  if (reference.path.trim() === "") return [];
  const target = resolvePath(reference.path, folderOf(from), mappings);
  if (reference.kind !== "include_dir") return [target];
  const entries = (await facts.directory(target)) ?? [];
  return entries
    .filter((entry) => entry.kind === "file" && isIncludedName(entry.name))
    .map((entry) => entry.name)
    .sort(byBytes)
    .map((name) => `${target.replace(/\/$/, "")}/${encodeURIComponent(name)}`);
}

/** `include_dir` takes names that end in `.conf`, have something before it, and do not start with a dot. */
export function isIncludedName(name: string): boolean {
  return name.length > ".conf".length && name.endsWith(".conf") && !name.startsWith(".");
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
