import type { HostSpan } from "../hostSpan.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { Project } from "./project.ts";

/** Whether a document is a resource, and no values of a chart. */
export function isResource(document: YamlDocument): boolean {
  return Boolean(document.text("apiVersion") && document.text("kind"));
}

/** Whether a document is a resource of a kind, in whatever version of its group. */
export function isOfKind(document: YamlDocument, group: string, kind: string): boolean {
  return document.text("kind") === kind && document.text("apiVersion")?.startsWith(`${group}/`) === true;
}

/** Where a key is written, or the nearest one above that there is. */
export function placeAt(document: YamlDocument, path: readonly string[]): HostSpan {
  for (let length = path.length; length > 0; length--) {
    const found = document.at(...path.slice(0, length));
    if (found) return document.place(found);
  }
  const kind = document.at("kind");
  return kind ? document.place(kind) : { from: 0, to: 0 };
}

/** The resource of a kind and a name that another one means, if the stream has just one of these, or else the files that are applied together with it. */
export interface FindResource {
  (document: YamlDocument, kind: string, name: string | undefined): YamlDocument | undefined;
  /** The documents of the stream that were found. */
  readonly found: ReadonlySet<YamlDocument>;
}

/** Resources of one kind and name, in several namespaces, that are looked through at the most. */
const maxNamesakes = 100;

/** Finds resources among the documents of a stream: by kind and name, and by namespace where both have one; others in the project. */
export function resourcesIn(
  documents: readonly YamlDocument[],
  project: Pick<Project, "find">,
): FindResource {
  const known = new Map<string, YamlDocument[]>();
  const keyOf = (kind: string | undefined, name: string | undefined) => `${kind}/${name}`;
  for (const document of documents) {
    const key = keyOf(document.text("kind"), document.text("metadata", "name"));
    const others = known.get(key);
    if (others && others.length < maxNamesakes) others.push(document);
    else if (!others) known.set(key, [document]);
  }
  const found = new Set<YamlDocument>();
  const find = (document: YamlDocument, kind: string, name: string | undefined) => {
    if (!name) return undefined;
    if (document.isElsewhere) return project.find(document, kind, name);
    const namespace = document.text("metadata", "namespace");
    const own = (known.get(keyOf(kind, name)) ?? []).filter((one) => {
      const other = one.text("metadata", "namespace");
      return !namespace || !other || namespace === other;
    });
    for (const one of own) found.add(one);
    if (own.length === 0) return project.find(document, kind, name);
    return own.length === 1 ? own[0] : undefined;
  };
  return Object.assign(find, { found });
}
