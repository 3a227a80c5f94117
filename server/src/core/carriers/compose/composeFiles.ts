import type { ContainerFiles, FileContent } from "../containers/containerFile.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { entryOf, joinPath, type ProjectFile, textIn } from "./composeProject.ts";
import { type ComposeService, entriesOf } from "./composeService.ts";
import { interpolate } from "./interpolate.ts";

/** What `volumes`, `configs` and `secrets` of a service mount (Compose specification, "services"): of two with one target the layer that wins. */
export function containerFiles(service: ComposeService): ContainerFiles {
  const files = new FileCollection(service);
  for (const { entry, ...layer } of [...entriesOf(service, "volumes")].reverse())
    for (const volume of layer.document.items(entry) ?? []) files.addVolume(layer, volume);
  for (const [kind, place] of [
    ["configs", "/"],
    ["secrets", "/run/secrets/"],
  ] as const)
    for (const { entry, ...layer } of [...entriesOf(service, kind)].reverse())
      for (const use of layer.document.items(entry) ?? []) files.addUse(kind, place, layer, use);
  return files;
}

class FileCollection implements ContainerFiles {
  readonly mappings: Record<string, string> = {};
  readonly contents = new Map<string, FileContent>();
  readonly unknown = new Set<string>();
  hasData = false;
  readonly #service: ComposeService;

  constructor(service: ComposeService) {
    this.#service = service;
  }

  addVolume(file: ProjectFile, volume: YamlNode): void {
    const written = file.document.scalar(volume)?.value;
    const [source, target] =
      written === undefined
        ? [filledText(file, volume, "source"), filledText(file, volume, "target")]
        : interpolate(written, file.variables).text.split(":");
    this.#add(target, source, file);
  }

  /** A config or secret that a service uses. */
  addUse(kind: "configs" | "secrets", place: string, layer: ProjectFile, use: YamlNode): void {
    const { document } = layer;
    const name = document.scalar(use)?.value ?? filledText(layer, use, "source");
    const target = filledText(layer, use, "target") ?? name;
    if (name === undefined || target === undefined) return;
    const path = target.startsWith("/") ? target : place + target;
    const definition = this.#definition(kind, name);
    const text = definition && entryOf(definition.document, definition.entry, "content");
    const content = text && definition?.document.scalar(text);
    const file = definition && textIn(definition.document, definition.entry, "file");
    // Swarm gives the file this owner and mode, and Compose leaves it those that it has: which of them runs it is unknown.
    const isChanged = ["uid", "mode"].some((one) => textIn(document, use, one) !== undefined);
    const filled = content?.value.includes("$") ? interpolate(content.value, definition?.shown) : undefined;
    if (content && !filled?.isOpen)
      this.contents.set(path, filled ? { scalar: content, ...filled } : content);
    else if (definition && file !== undefined && !isChanged)
      this.#add(
        path,
        /^[./$]/.test(file) ? interpolate(file, definition.variables).text : `./${file}`,
        definition,
      );
    else if (file === undefined) this.unknown.add(path);
  }

  /** A config or secret as the project defines it. */
  #definition(kind: string, name: string) {
    for (const file of this.#service.project.files) {
      const entry = file.document.at(kind, name);
      if (entry) return { ...file, entry };
    }
    return undefined;
  }

  #add(target: string | undefined, source: string | undefined, { folder }: ProjectFile): void {
    // A name is a volume of Docker's, and a variable may be any path; the folder of the project is one that is known.
    this.hasData ||= /^\/var\/lib\/postgresql(?:\/|$)/.test(target ?? "");
    const path = source?.replace(/^(?:\$\{?PWD\}?)(?=\/|$)/, ".");
    if (target?.startsWith("/") && path && /^\.{0,2}\/|^\.{1,2}$/.test(path) && !path.includes("$"))
      this.mappings[target.replace(/(?<=.)\/$/, "")] = joinPath(
        /^(?:\/|$)/.test(folder) ? folder : `./${folder}`,
        path,
      ).replace(/(?<=.)\/$/, "");
  }
}

function filledText({ document, variables }: ProjectFile, map: YamlNode, name: string): string | undefined {
  const value = textIn(document, map, name);
  return value === undefined ? undefined : interpolate(value, variables).text;
}
