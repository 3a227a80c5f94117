import { type ComposeService, entriesOf, entryOf, joinPath, textIn } from "./composeService.ts";
import { interpolate, type Variables } from "./interpolate.ts";
import type { ScalarText } from "./scalarMap.ts";
import type { YamlDocument, YamlNode } from "./yaml.ts";

/** Where the files of a container come from. */
export interface ContainerFiles {
  /** Paths in the container, and those that they are on the host, relative to the folder of the document or absolute. */
  readonly mappings: Readonly<Record<string, string>>;
  /** Texts of the document that are files in the container, by their paths there. */
  readonly contents: ReadonlyMap<string, ScalarText>;
  /** Paths in the container at which there is something that is in no file here. */
  readonly unknown: ReadonlySet<string>;
  /** Whether the folder of docker-library's images for data is a volume. */
  readonly hasData: boolean;
}

/** What `volumes`, `configs` and `secrets` of a service mount (Compose specification, "services"): of two with one target the layer that wins. */
export function containerFiles(service: ComposeService, variables: Variables): ContainerFiles {
  const files = new FileCollection(service, variables);
  for (const { document, entry, folder } of [...entriesOf(service, "volumes")].reverse())
    for (const volume of document.items(entry) ?? []) files.addVolume(document, volume, folder);
  for (const [kind, place] of [
    ["configs", "/"],
    ["secrets", "/run/secrets/"],
  ] as const)
    for (const { document, entry } of [...entriesOf(service, kind)].reverse())
      for (const use of document.items(entry) ?? []) files.addUse(kind, place, document, use);
  return files;
}

class FileCollection implements ContainerFiles {
  readonly mappings: Record<string, string> = {};
  readonly contents = new Map<string, ScalarText>();
  readonly unknown = new Set<string>();
  hasData = false;
  readonly #service: ComposeService;
  readonly #variables: Variables;

  constructor(service: ComposeService, variables: Variables) {
    this.#service = service;
    this.#variables = variables;
  }

  addVolume(document: YamlDocument, volume: YamlNode, folder: string): void {
    const written = document.scalar(volume)?.value;
    const [source, target] =
      written === undefined
        ? [this.#text(document, volume, "source"), this.#text(document, volume, "target")]
        : interpolate(written, this.#variables).text.split(":");
    this.#add(target, source, folder);
  }

  /** A config or secret that a service uses. */
  addUse(kind: "configs" | "secrets", place: string, document: YamlDocument, use: YamlNode): void {
    const name = document.scalar(use)?.value ?? this.#text(document, use, "source");
    const target = this.#text(document, use, "target") ?? name;
    if (name === undefined || target === undefined) return;
    const path = target.startsWith("/") ? target : place + target;
    const definition = this.#definition(kind, name);
    const text = definition && entryOf(definition.document, definition.entry, "content");
    const content = text && definition?.document.scalar(text);
    const file = definition && textIn(definition.document, definition.entry, "file");
    // Swarm gives the file this owner and mode, and Compose leaves it those that it has: which of them runs it is unknown.
    const isChanged = ["uid", "mode"].some((one) => textIn(document, use, one) !== undefined);
    // Compose fills in variables, so that a text with one is known to nobody here.
    if (content && !content.value.includes("$")) this.contents.set(path, content);
    else if (file !== undefined && !isChanged)
      // A relative file is one beside the document.
      this.#add(path, /^[./$]/.test(file) ? interpolate(file, this.#variables).text : `./${file}`, "");
    else if (file === undefined) this.unknown.add(path);
  }

  /** A config or secret that is defined in the document, or in a file that is merged with it. */
  #definition(kind: string, name: string) {
    for (const { document } of this.#service.layers) {
      const entry = document.at(kind, name);
      if (entry) return { document, entry };
    }
    return undefined;
  }

  #add(target: string | undefined, source: string | undefined, folder: string): void {
    // A name is a volume of Docker's, and a variable may be any path; the folder of the project is one that is known.
    this.hasData ||= /^\/var\/lib\/postgresql(?:\/|$)/.test(target ?? "");
    const path = source?.replace(/^(?:\$\{?PWD\}?)(?=\/|$)/, ".");
    if (target?.startsWith("/") && path && /^\.{0,2}\/|^\.{1,2}$/.test(path) && !path.includes("$"))
      this.mappings[target.replace(/(?<=.)\/$/, "")] = joinPath(folder && `./${folder}`, path).replace(
        /(?<=.)\/$/,
        "",
      );
  }

  #text(document: YamlDocument, map: YamlNode, name: string): string | undefined {
    const value = textIn(document, map, name);
    return value === undefined ? undefined : interpolate(value, this.#variables).text;
  }
}
