import { maxExtended } from "../limits.ts";
import type { Neighbours } from "../neighbours.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import {
  type ComposeProject,
  entryOf,
  folderOf,
  joinPath,
  otherDocument,
  type ProjectFile,
  textIn,
} from "./composeProject.ts";

/** A service as one file has it. */
export interface ServiceLayer extends ProjectFile {
  readonly service: YamlNode;
}

/** A service as Compose puts it together of several files. */
export interface ComposeService {
  readonly project: ComposeProject;
  /** The layer that wins first. */
  readonly layers: readonly ServiceLayer[];
  /** Whether all files that say something of it are read. */
  readonly isComplete: boolean;
}

/** A service with all that the files of the project say of it, and those that it extends. */
export function readService(project: ComposeProject, name: string, neighbours: Neighbours): ComposeService {
  const chain = project.files.flatMap((file) => {
    const service = serviceIn(file.document, name);
    return service ? withExtended({ ...file, service }, neighbours) : [];
  });
  return {
    project,
    layers: untilTagged(
      chain.flatMap((layer) => layer ?? []),
      ({ document, service }) => document.tag(service),
    ),
    isComplete: project.isComplete && !chain.includes(undefined),
  };
}

/**
 * What wins, up to what a tag puts in the place of the rest, or of which it takes all away (Compose specification (170098ba),
 * 13-merge.md, "Reset value", "Replace value").
 */
function untilTagged<T>(layers: readonly T[], tagOf: (layer: T) => string | undefined): readonly T[] {
  const last = layers.findIndex((layer) => /^!(?:reset|override)$/.test(tagOf(layer) ?? ""));
  const [tagged] = last < 0 ? [] : layers.slice(last);
  if (!tagged) return layers;
  return layers.slice(0, tagOf(tagged) === "!reset" ? last : last + 1);
}

/** A layer and those that it extends; `undefined` in the place of one that is not known. */
function withExtended(layer: ServiceLayer, neighbours: Neighbours): readonly (ServiceLayer | undefined)[] {
  const layers: ServiceLayer[] = [layer];
  let { document, service, folder } = layer;
  while (layers.length <= maxExtended) {
    const at = entryOf(document, service, "extends");
    if (!at) return layers;
    const name = document.scalar(at)?.value ?? textIn(document, at, "service");
    const file = textIn(document, at, "file");
    if (name === undefined) return [...layers, undefined];
    if (file !== undefined) {
      const path = joinPath(folder, file);
      const found = otherDocument(document, path, neighbours);
      if (!found) return [...layers, undefined];
      document = found;
      folder = folderOf(path);
    }
    const next = serviceIn(document, name);
    if (!next) return [...layers, undefined];
    service = next;
    layers.push({ ...layer, document, service, folder });
  }
  neighbours.leaveOut("merged");
  return [...layers, undefined];
}

function serviceIn(document: YamlDocument, name: string): YamlNode | undefined {
  return document.at("services", name);
}

/** What the layers have under a name, the one that wins first. */
export function entriesOf(
  { layers }: ComposeService,
  name: string,
): readonly (ServiceLayer & { readonly entry: YamlNode })[] {
  const found = layers.flatMap((layer) => {
    const entry = entryOf(layer.document, layer.service, name);
    return entry ? [{ ...layer, entry }] : [];
  });
  return untilTagged(found, ({ document, entry }) => document.tag(entry));
}
