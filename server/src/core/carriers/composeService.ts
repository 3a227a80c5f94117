import type { Neighbours } from "./neighbours.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** A service as one file has it. */
export interface ServiceLayer {
  readonly document: YamlDocument;
  readonly service: YamlNode;
  /** The folder of the file from that of the document that is read, with a slash at its end; empty where it is the same. */
  readonly folder: string;
}

/** A service as Compose puts it together of several files. */
export interface ComposeService {
  /** The layer that wins first. */
  readonly layers: readonly ServiceLayer[];
  /** Whether all files that say something of it are read. */
  readonly isComplete: boolean;
}

/** The names of the files that Compose takes, the first of which it finds, and of those that it merges into them (Compose's manual, "Merge"). */
const mainNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** Services that one extends, each the one before, at the most. */
const maxExtended = 10;

/** A service of a document with what the files beside it say of it: `extends`, and the override file. */
export function readService(
  document: YamlDocument,
  name: string,
  service: YamlNode,
  neighbours: Neighbours,
): ComposeService {
  const own = { document, service, folder: "" };
  const isMain = mainNames.includes(neighbours.name);
  const isOverride = overrideNames.includes(neighbours.name);
  const beside = isMain
    ? neighbours.first(overrideNames)
    : isOverride
      ? neighbours.first(mainNames)
      : undefined;
  const found = beside && otherDocument(document, beside.text);
  const entry = found && serviceIn(found, name);
  const other = found && entry && { document: found, service: entry, folder: "" };
  const chain = (isOverride ? [own, other] : [other, own]).flatMap((layer) =>
    layer ? withExtended(layer, neighbours) : [],
  );
  return {
    layers: chain.flatMap((layer) => layer ?? []),
    isComplete: !chain.includes(undefined) && (beside === undefined || found !== undefined),
  };
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
      const found = otherDocument(document, neighbours.read(path));
      if (!found) return [...layers, undefined];
      document = found;
      folder = path.slice(0, path.lastIndexOf("/") + 1);
    }
    const next = serviceIn(document, name);
    if (!next) return [...layers, undefined];
    service = next;
    layers.push({ document, service, folder });
  }
  return [...layers, undefined];
}

function otherDocument(document: YamlDocument, found: ReturnType<Neighbours["read"]>) {
  const other = typeof found === "string" ? undefined : document.parseOther(found.text);
  return other?.isTemplate ? undefined : other;
}

function serviceIn(document: YamlDocument, name: string): YamlNode | undefined {
  return document.entries(document.at("services")).find(({ key }) => keyText(key) === name);
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

/** What the layers have under a name, the one that wins first. */
export function entriesOf(
  { layers }: ComposeService,
  name: string,
): readonly (ServiceLayer & { readonly entry: YamlNode })[] {
  return layers.flatMap((layer) => {
    const entry = entryOf(layer.document, layer.service, name);
    return entry ? [{ ...layer, entry }] : [];
  });
}
