import { type CarrierMark, hasMark } from "../../model/carrierMarks.ts";
import { maxManifestDocuments, maxProjectFiles } from "../limits.ts";
import type { Neighbours } from "../neighbours.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { isResource } from "./kubernetes.ts";
import { isManifest, type Kustomization, kustomizationNames, readKustomization } from "./kustomization.ts";

/** Folders above that of a document in which a kustomization is looked for that names it. */
const foldersAbove = 2;

/** What is applied together with a document. */
interface Scope {
  readonly paths: readonly string[];
  readonly kustomization?: Kustomization;
}

/** A resource of another file, and the text in which it is written. */
interface OtherResource {
  readonly document: YamlDocument;
  readonly text: string;
  readonly path: string;
}

/**
 * The resources of the files that are applied together with a document: those that a kustomization names, or else those of its folder.
 * Nothing is read before something is looked for.
 */
export class Project {
  readonly #own: readonly YamlDocument[];
  readonly #neighbours: Neighbours;
  #known: Scope | undefined;
  readonly #parts = new Map<string, readonly string[]>();
  readonly #parsed = new Map<string, readonly OtherResource[]>();
  /** Something was not found, and not all files are read. */
  lacksSome = false;

  /** `own` are the documents of the stream that is read. */
  constructor(own: readonly YamlDocument[], neighbours: Neighbours) {
    this.#own = own;
    this.#neighbours = neighbours;
  }

  /** The resource that another one means by a kind and a name, if there is just one; one of the stream itself only for those that are not in it. */
  find(user: YamlDocument, kind: string, name: string): YamlDocument | undefined {
    if (!isResource(user) || !isName(name)) return undefined;
    const found = this.#namesakes(kind, name, user);
    if (found.length === 0) this.lacksSome ||= this.#isCut;
    return found.length === 1 ? found[0] : undefined;
  }

  /** The resources of other files, each the only one of its kind and name, that mention one of the stream's and have one of these marks. */
  mentioning(names: readonly string[], marks: readonly CarrierMark[]): readonly YamlDocument[] {
    const found = new Set<YamlDocument>();
    for (const name of names.filter(isName))
      for (const { document, text } of this.#resourcesWith(name)) {
        const [kind = "", own = ""] = [document.text("kind"), document.text("metadata", "name")];
        const isRead = marks.some((mark) => hasMark(text, mark));
        if (isRead && this.#namesakes(kind, own, document).length === 1) found.add(document);
      }
    return [...found];
  }

  /** The resources of other files that have one of these words; `undefined` where a kustomization changes one of them. */
  having(words: readonly string[]): readonly YamlDocument[] | undefined {
    const { kustomization } = this.#scope;
    const found = words.flatMap((word) => this.#resourcesWith(word));
    const isChanged = found.some(({ document, text }) =>
      kustomization?.isChanged(document.text("kind") ?? "", document.text("metadata", "name") ?? "", text),
    );
    return isChanged ? undefined : [...new Set(found.map(({ document }) => document))];
  }

  #namesakes(kind: string, name: string, user: YamlDocument): readonly YamlDocument[] {
    const { kustomization } = this.#scope;
    const namespaceOf = (document: YamlDocument) => document.text("metadata", "namespace") ?? "";
    const isMeant = (document: YamlDocument) =>
      document.text("kind") === kind &&
      document.text("metadata", "name") === name &&
      (kustomization?.setsNamespace || namespaceOf(document) === namespaceOf(user));
    const others = this.#resourcesWith(name).filter(({ document }) => isMeant(document));
    if (others.some(({ text }) => kustomization?.isChanged(kind, name, text))) return [];
    const own = user.isElsewhere
      ? this.#own.filter(
          (one) => isMeant(one) && !one.isTemplate && !kustomization?.isChanged(kind, name, ""),
        )
      : [];
    if (own.length + others.length === 1) for (const { path } of others) this.#neighbours.use(path);
    return [...own, ...others.map(({ document }) => document)];
  }

  /** Resources of other files whose texts have a word. */
  #resourcesWith(word: string): readonly OtherResource[] {
    return this.#scope.paths.flatMap((path) =>
      this.#partsOf(path).flatMap((part) => (part.includes(word) ? this.#resourcesIn(part, path) : [])),
    );
  }

  /** The texts of the documents of a file. */
  #partsOf(path: string): readonly string[] {
    const known = this.#parts.get(path);
    if (known) return known;
    const file = this.#neighbours.search(path);
    const text = typeof file === "string" ? "" : file.text;
    const parts = path.endsWith(".json") ? [text] : text.split(/^---/m, maxManifestDocuments);
    const own = parts.filter((part) => part.length <= maxPartLength && !/^kind: CustomRes/m.test(part));
    this.#parts.set(path, own);
    return own;
  }

  #resourcesIn(text: string, path: string): readonly OtherResource[] {
    const key = `${path}\n${text}`;
    const known = this.#parsed.get(key);
    if (known) return known;
    const documents = this.#own[0]?.parseOther(text) ?? [];
    const found = documents
      .flatMap((document) =>
        document.text("kind")?.endsWith("List") ? document.belowItems("items") : [document],
      )
      .filter((document) => isResource(document) && !document.isTemplate)
      .map((document) => ({ document, text, path }));
    this.#parsed.set(key, found);
    return found;
  }

  get #scope(): Scope {
    this.#known ??= this.#findScope();
    return this.#known;
  }

  get #isCut(): boolean {
    return this.#scope.paths.length >= maxProjectFiles || this.#neighbours.isExhausted;
  }

  #findScope(): Scope {
    const { folder, name } = this.#neighbours;
    const [document] = this.#own;
    if (!document || folder === "") return { paths: [] };
    // All is looked for at once: what is not known yet is read, and then the document once more.
    const listed = this.#neighbours.search(folder);
    const above = foldersFrom(folder).map((one) => readKustomization(one, document, this.#neighbours));
    if (typeof listed === "string") return { paths: [] };
    const names = listed.text.split("\n");
    const self = folder + name;
    const within = (kustomization: Kustomization): Scope => ({
      paths: [...kustomization.paths].filter((path) => path !== self).slice(0, maxProjectFiles),
      kustomization,
    });
    if (kustomizationNames.some((one) => names.includes(one))) {
      const found = readKustomization(folder, document, this.#neighbours);
      const isPart = found?.paths.has(self) || kustomizationNames.some((one) => one === name);
      return found && isPart ? within(found) : { paths: [] };
    }
    const found = above.find((kustomization) => kustomization?.paths.has(self));
    if (found) return within(found);
    const others = names.filter((one) => isManifest(one) && one !== name);
    return { paths: others.slice(0, maxProjectFiles).map((one) => folder + one) };
  }
}

/** The folders above one, the nearest first. */
function foldersFrom(folder: string): readonly string[] {
  const parts = folder.split("/").slice(0, -1);
  const count = Math.min(foldersAbove, parts.length - 1);
  return Array.from({ length: count }, (_, index) => `${parts.slice(0, -1 - index).join("/")}/`);
}

/** UTF-16 units of the longest document of another file that is parsed. */
const maxPartLength = 500_000;

/** Whether a name is one of Kubernetes' own, and no part of a template (RFC 1123, as in the API reference, "Names"). */
function isName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,252}$/.test(name);
}
