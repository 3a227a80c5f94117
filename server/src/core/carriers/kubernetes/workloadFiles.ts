import { absolutePath } from "../absolutePath.ts";
import type { ContainerFiles, FileContent } from "../containers/containerFile.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { decodeBase64 } from "./decodeBase64.ts";
import type { FindResource } from "./kubernetes.ts";
import type { PodContainer } from "./podContainer.ts";

/** What a volume makes files of: the keys of a ConfigMap or Secret. */
interface VolumeSource {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string | undefined;
  /** The part of the volume that names it. */
  readonly own: YamlDocument;
  /** The volume, which has the mode of all its files: `secret`, `configMap` or `projected`. */
  readonly volume: YamlDocument;
}

/** A file in a container that is a key of a ConfigMap or Secret. */
export interface KeyFile extends Omit<VolumeSource, "own"> {
  readonly path: string;
  readonly key: string;
  /** The item of the volume that names the key, if it has items. */
  readonly item: YamlDocument | undefined;
  /** Where the volume names the resource. */
  readonly place: YamlNode | undefined;
}

/** The files of a container that its volumes bring. */
export interface WorkloadFiles extends ContainerFiles {
  /** The key that is to be a file at a path, whether its resource is in the stream and has it or not. */
  keyAt(path: string): KeyFile | undefined;
}

/** Mounts of one container, and files of one volume, at the most. */
const maxMounts = 100;
const maxFiles = 500;

/** What `volumeMounts` bring into a container (Kubernetes API reference, "Volume", "VolumeMount"). */
export function workloadFiles({ document, pod, container }: PodContainer, find: FindResource): WorkloadFiles {
  const volumes = new Map(pod.belowItems("volumes").map((one) => [one.text("name"), one]));
  const contents = new Map<string, FileContent>();
  const unknown = new Set<string>();
  const keys = new Map<string, KeyFile>();
  const folders: [folder: string, source: VolumeSource][] = [];
  let hasData = false;
  for (const mount of container.belowItems("volumeMounts").slice(0, maxMounts)) {
    const path = mount.text("mountPath")?.replace(/(?<=.)\/$/, "");
    const volume = volumes.get(mount.text("name"));
    if (!path || !volume) continue;
    const part = mount.text("subPath");
    const sources = sourcesOf(volume);
    hasData ||= sources.length === 0 && /^\/var\/lib\/postgresql(?:\/|$)/.test(path);
    if (sources.length === 0) unknown.add(path);
    for (const source of sources) {
      const { own, kind, name } = source;
      const map = find(document, kind, name);
      if (part === undefined) folders.push([path, source]);
      const items = own.items(own.at("items"))?.map((item) => own.below(item));
      const names: readonly (readonly [string, YamlDocument?])[] =
        items?.map((item) => [item.text("key") ?? "", item] as const) ??
        (map ? keysOf(map).map((key) => [key] as const) : part === undefined ? [] : [[part] as const]);
      if (!map && names.length === 0) unknown.add(path);
      for (const [key, item] of names.slice(0, maxFiles)) {
        const name = item?.text("path") ?? key;
        if (part !== undefined && part !== name) continue;
        const target = part === undefined ? absolutePath(name, path) : path;
        const content = map && contentAt(map, key);
        if (content) contents.set(target, content);
        else unknown.add(target);
        keys.set(target, {
          ...source,
          path: target,
          key,
          item,
          place: own.at(nameFields[kind]) ?? own.at("name"),
        });
      }
    }
  }
  const keyAt = (path: string): KeyFile | undefined => {
    const known = keys.get(path);
    if (known) return known;
    const [first, ...others] = folders.filter(([one]) => path.slice(0, path.lastIndexOf("/")) === one);
    if (!first || others.length > 0) return undefined;
    const [folder, source] = first;
    if (source.own.at("items")) return undefined;
    const { own, kind } = source;
    const key = path.slice(folder.length + 1);
    return { ...source, path, key, item: undefined, place: own.at(nameFields[kind]) ?? own.at("name") };
  };
  return { mappings: {}, contents, unknown, hasData, keyAt };
}

/** What a volume of its own kind calls the resource; a projected one has `name` for both. */
const nameFields = { ConfigMap: "name", Secret: "secretName" } as const;

function sourcesOf(volume: YamlDocument): readonly VolumeSource[] {
  const below = (own: YamlDocument, field: string) => {
    const at = own.at(field);
    return at && own.below(at);
  };
  const kinds = [
    ["configMap", "ConfigMap"],
    ["secret", "Secret"],
  ] as const;
  return kinds.flatMap(([field, kind]): VolumeSource[] => {
    const own = below(volume, field);
    const projected = below(volume, "projected");
    return [
      ...(own ? [{ kind, name: own.text(nameFields[kind]), own, volume: own }] : []),
      ...(projected?.belowItems("sources") ?? []).flatMap((source) => {
        const one = below(source, field);
        return one && projected ? [{ kind, name: one.text("name"), own: one, volume: projected }] : [];
      }),
    ];
  });
}

const fields = ["data", "stringData", "binaryData"] as const;

function keysOf(map: YamlDocument): readonly string[] {
  return [...new Set(fields.flatMap((field) => map.keysAt(field)))];
}

/** The text under a key; the API server writes `stringData` over `data`. */
function contentAt(map: YamlDocument, key: string): FileContent | undefined {
  const isSecret = map.text("kind") === "Secret";
  const plain = map.at(isSecret ? "stringData" : "data", key);
  if (plain) return map.type(plain) === "string" ? map.scalar(plain) : undefined;
  const scalar = map.scalar(map.at(isSecret ? "data" : "binaryData", key));
  const decoded = scalar && decodeBase64(scalar.value);
  return scalar && decoded !== undefined ? { scalar, decoded } : undefined;
}
