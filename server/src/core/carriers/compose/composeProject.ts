import type { HostSpan } from "../hostSpan.ts";
import { maxMerged } from "../limits.ts";
import type { Neighbours } from "../neighbours.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import { type DotenvVariables, dotenvVariables, shownVariables } from "./dotenv.ts";
import { interpolate, type Variables } from "./interpolate.ts";

/** A file that Compose reads as a part of a project. */
export interface ProjectFile {
  readonly document: YamlDocument;
  /** Where its relative paths begin, from the folder of the document that is read, with a slash at its end; empty where it is the same. */
  readonly folder: string;
  /** The variables that are filled into it, for paths and images. */
  readonly variables: Variables;
  /** Those of them that may be shown, for what becomes a line of a file of ours. */
  readonly shown: Variables;
  /** Where the document that is read includes it. */
  readonly place?: HostSpan;
}

/** The files that Compose puts together. */
export interface ComposeProject {
  /** The one that wins first, each above those that it includes. */
  readonly files: readonly ProjectFile[];
  /** Whether all that are merged are read. */
  readonly isComplete: boolean;
}

/**
 * The names of the files that Compose takes, the first of which it finds, and of those that it merges into them (compose-spec/compose-go,
 * cli/options.go (e70e961c), `DefaultFileNames`, `DefaultOverrideFileNames`).
 */
const mainNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** The project to which a document belongs. */
export function readProject(document: YamlDocument, neighbours: Neighbours): ComposeProject {
  const dotenv = dotenvVariables(".env", neighbours);
  const paths = mergedPaths(neighbours, dotenv);
  const [first = ""] = paths ?? [];
  const variables: Variables = (name) => dotenv.get(name);
  const folder = folderOf(first);
  const merged = (paths ?? [neighbours.name]).map((path) => {
    const found = path === neighbours.name ? document : otherDocument(document, path, neighbours);
    return found && { document: found, folder, variables, shown: shownVariables(variables) };
  });
  const walk = new Includes(document, neighbours);
  return {
    files: merged.reverse().flatMap((file) => (file ? [file, ...walk.of(file)] : [])),
    isComplete: paths !== undefined && !merged.includes(undefined),
  };
}

/**
 * The paths of the files that are merged, the last of which wins: those of `COMPOSE_FILE`, whose separator without
 * `COMPOSE_PATH_SEPARATOR` is that of the system (compose-spec/compose-go, cli/options.go (e70e961c), `WithConfigFileEnv`), or those that
 * Compose takes by itself. `undefined` where that is not known.
 */
function mergedPaths(neighbours: Neighbours, dotenv: DotenvVariables): readonly string[] | undefined {
  const { name } = neighbours;
  if (dotenv.has("COMPOSE_FILE")) {
    const chosen = dotenv.get("COMPOSE_FILE");
    const separator = dotenv.get("COMPOSE_PATH_SEPARATOR") || (chosen?.includes(";") ? ";" : ":");
    const paths = chosen?.split(separator).map((path) => joinPath("", path));
    if (paths && paths.length > maxMerged) neighbours.leaveOut("merged");
    if (!paths || paths.length > maxMerged) return undefined;
    return paths.includes(name) ? paths : [name];
  }
  const first = (names: readonly string[]) => neighbours.first(names)?.path ?? [];
  if (mainNames.includes(name)) return [name].concat(first(overrideNames));
  return overrideNames.includes(name) ? [first(mainNames), name].flat() : [name];
}

/**
 * The files that `include` names, and those that these include: each with a folder and variables of its own, below those of the
 * project; the first of several wins (compose-spec/compose-go, loader/include.go (e70e961c)).
 */
class Includes {
  readonly #own: YamlDocument;
  readonly #neighbours: Neighbours;
  readonly #seen = new Set<string>();

  constructor(own: YamlDocument, neighbours: Neighbours) {
    this.#own = own;
    this.#neighbours = neighbours;
  }

  of(file: ProjectFile): readonly ProjectFile[] {
    const { document } = file;
    return (document.items(document.at("include")) ?? []).flatMap((item) => this.#read(file, item));
  }

  #read(file: ProjectFile, item: YamlNode): readonly ProjectFile[] {
    const { document, folder } = file;
    const texts = (name: string) =>
      textsOf(document, entryOf(document, item, name)).map((text) => interpolate(text, file.variables).text);
    const [scalar] = textsOf(document, item);
    const paths = scalar === undefined ? texts("path") : [interpolate(scalar, file.variables).text];
    // What is fetched, and what a variable names, is not known here.
    if (paths.some((path) => /^[\w+]+:|^git@|\$/.test(path))) return [];
    const [first = ""] = paths;
    const [directory] = texts("project_directory");
    const base =
      directory === undefined ? folderOf(joinPath(folder, first)) : `${joinPath(folder, directory)}/`;
    const named = new Set(texts("env_file").map((path) => joinPath(folder, path)));
    const given = (named.size > 0 ? [...named] : [`${base}.env`]).map((path) =>
      dotenvVariables(path, this.#neighbours),
    );
    const variables: Variables = (name) =>
      file.variables(name) ?? given.findLast((one) => one.has(name))?.get(name);
    const place = document === this.#own ? document.span(item) : file.place;
    return [...paths].reverse().flatMap((written) => {
      const path = joinPath(folder, written);
      if (this.#seen.has(path)) return [];
      if (this.#seen.size === maxMerged) {
        this.#neighbours.leaveOut("merged");
        return [];
      }
      this.#seen.add(path);
      const found = otherDocument(this.#own, path, this.#neighbours);
      if (!found) return [];
      const shown = shownVariables(variables);
      const next = { document: found, folder: base, variables, shown, ...(place && { place }) };
      return [next, ...this.of(next)];
    });
  }
}

/** Another file of a project. */
export function otherDocument(
  document: YamlDocument,
  path: string,
  neighbours: Neighbours,
): YamlDocument | undefined {
  const other = neighbours.made("document", path, (found) =>
    typeof found === "string" ? undefined : document.parseOther(found.text)[0],
  );
  return other?.isTemplate ? undefined : other;
}

/** One text, or those of a list. */
function textsOf(document: YamlDocument, at: YamlNode | undefined): readonly string[] {
  return (document.items(at) ?? (at ? [at] : [])).flatMap((item) => document.scalar(item)?.value ?? []);
}

export function entryOf(document: YamlDocument, at: YamlNode, name: string): YamlNode | undefined {
  return document.entries(at).find(({ key }) => keyText(key) === name);
}

export function textIn(document: YamlDocument, at: YamlNode, name: string): string | undefined {
  const entry = entryOf(document, at, name);
  return entry && document.scalar(entry)?.value;
}

/** A path of a file in a folder, from where the folder is. */
export function joinPath(folder: string, path: string): string {
  return path.startsWith("/") ? path : folder + path.replace(/^(?:\.\/)+/, "");
}

/** The folder of a file, with a slash at its end. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
