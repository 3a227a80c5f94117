import { interpolate } from "./interpolate.ts";
import type { ScalarText } from "./scalarMap.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** Where the files of a container come from. */
export interface ContainerFiles {
  /** Paths in the container, and those that they are on the host, relative to the folder of the document or absolute. */
  readonly mappings: Readonly<Record<string, string>>;
  /** Texts of the document that are files in the container, by their paths there. */
  readonly contents: ReadonlyMap<string, ScalarText>;
  /** Whether the folder of docker-library's images for data is a volume. */
  readonly hasData: boolean;
}

/** What `volumes`, `configs` and `secrets` of a service mount (Compose specification, "services"). */
export function containerFiles(
  document: YamlDocument,
  volumes: YamlNode | undefined,
  configs: YamlNode | undefined,
  secrets: YamlNode | undefined,
): ContainerFiles {
  const mappings: Record<string, string> = {};
  const contents = new Map<string, ScalarText>();
  let hasData = false;
  const add = (target: string | undefined, source: string | undefined) => {
    // A name is a volume of Docker's, and a variable may be any path; the folder of the project is one that is known.
    hasData ||= /^\/var\/lib\/postgresql(?:\/|$)/.test(target ?? "");
    const path = source?.replace(/^(?:\$\{?PWD\}?)(?=\/|$)/, ".");
    if (target?.startsWith("/") && path && /^\.{0,2}\/|^\.{1,2}$/.test(path) && !path.includes("$"))
      mappings[target.replace(/(?<=.)\/$/, "")] = path.replace(/(?<=.)\/$/, "");
  };
  const textIn = (map: YamlNode, name: string) => {
    const entry = document.entries(map).find(({ key }) => keyText(key) === name);
    const value = entry && document.scalar(entry)?.value;
    return value === undefined ? undefined : interpolate(value).text;
  };
  for (const volume of (volumes && document.items(volumes)) ?? []) {
    const written = document.scalar(volume)?.value;
    const [source, target] = (written === undefined ? undefined : interpolate(written).text.split(":")) ?? [];
    if (target !== undefined) add(target, source);
    else if (textIn(volume, "target") !== undefined) add(textIn(volume, "target"), textIn(volume, "source"));
  }
  for (const [kind, uses, folder] of [
    ["configs", configs, "/"],
    ["secrets", secrets, "/run/secrets/"],
  ] as const)
    for (const use of (uses && document.items(uses)) ?? []) {
      const name = document.scalar(use)?.value ?? textIn(use, "source");
      const target = textIn(use, "target") ?? name;
      const path = target?.startsWith("/") ? target : folder + target;
      // Swarm gives the file this owner and mode, and Compose leaves it those that it has: which of them runs it is unknown.
      const isChanged = textIn(use, "uid") !== undefined || textIn(use, "mode") !== undefined;
      const content = name === undefined ? undefined : document.at(kind, name, "content");
      const text = content && document.scalar(content);
      // Compose fills in variables, so that a text with one is known to nobody here.
      if (target !== undefined && text && !text.value.includes("$")) contents.set(path, text);
      const file = name === undefined ? undefined : document.text(kind, name, "file");
      // A relative file is one beside the document.
      if (name !== undefined && target !== undefined && file !== undefined && !isChanged)
        add(path, /^[./$]/.test(file) ? file : `./${file}`);
    }
  return { mappings, contents, hasData };
}
