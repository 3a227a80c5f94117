import { absolutePath } from "../absolutePath.ts";
import type { Neighbours } from "../neighbours.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

/** The names of its file (kubernetes-sigs/kustomize, api/konfig/general.go, `RecognizedKustomizationFileNames`, at 12f9e6391464b3ad9dd3fe8182049dc1b1772990). */
export const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

/** What a kustomization, with all that it builds on, brings together. */
export interface Kustomization {
  /** The absolute paths of its resources, and of patches that say themselves what they are for. */
  readonly paths: ReadonlySet<string>;
  /** What is changed on the way, and is not what is written. */
  isChanged(kind: string, name: string, text: string): boolean;
  /** All resources get one namespace. */
  readonly setsNamespace: boolean;
}

/** Kustomizations that build on one another at the most. */
const maxKustomizations = 20;

/** What a kustomization in a folder brings together; `undefined` where there is none, or one that makes other things of it than can be known here. */
export function readKustomization(
  folder: string,
  own: YamlDocument,
  neighbours: Neighbours,
): Kustomization | undefined {
  const reader = new KustomizationReader(own, neighbours);
  return reader.read(folder) ? reader : undefined;
}

/** The lists of generators, and what they make or, by their `behavior`, change. */
const generators = [
  ["configMapGenerator", "ConfigMap"],
  ["secretGenerator", "Secret"],
] as const;

/** A resource that a patch is for, as far as it says so. */
interface Target {
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

class KustomizationReader implements Kustomization {
  readonly paths = new Set<string>();
  setsNamespace = false;
  readonly #own: YamlDocument;
  readonly #neighbours: Neighbours;
  readonly #targets: Target[] = [];
  readonly #images: string[] = [];
  readonly #seen = new Set<string>();

  constructor(own: YamlDocument, neighbours: Neighbours) {
    this.#own = own;
    this.#neighbours = neighbours;
  }

  isChanged(kind: string, name: string, text: string): boolean {
    const isPatched = this.#targets.some(
      (target) => mayMean(target.kind, kind) && mayMean(target.name, name),
    );
    return isPatched || this.#images.some((image) => text.includes(image));
  }

  /** Whether a folder has one, and it is understood. */
  read(folder: string): boolean {
    if (this.#seen.has(folder)) return true;
    if (this.#seen.size === maxKustomizations) return false;
    this.#seen.add(folder);
    const { text } = this.#neighbours.first(kustomizationNames.map((name) => folder + name)) ?? {};
    const [document] = typeof text === "object" ? this.#own.parseOther(text.text) : [];
    if (!document || document.isTemplate || ["transformers", "replacements"].some((key) => document.at(key)))
      return false;
    if (document.text("namespace")) this.setsNamespace = true;
    for (const image of document.belowItems("images")) this.#images.push(image.text("name") ?? "");
    // A component changes what is beside it.
    for (const item of document.itemsAt("components"))
      if (!this.#take(folder, document.scalar(item)?.value ?? "")) return false;
    for (const list of ["resources", "bases"])
      for (const item of document.itemsAt(list)) this.#take(folder, document.scalar(item)?.value ?? "");
    for (const [list, kind] of generators)
      for (const generator of document.belowItems(list))
        if (/^(?:merge|replace)$/.test(generator.text("behavior") ?? ""))
          this.#targets.push({ kind, name: generator.text("name") });
    for (const item of document.itemsAt("patchesStrategicMerge"))
      this.#takePatch(folder, document.scalar(item)?.value ?? "");
    for (const list of ["patches", "patchesJson6902"])
      for (const patch of document.belowItems(list)) {
        const target = patch.at("target");
        if (target)
          this.#targets.push({ kind: patch.text("target", "kind"), name: patch.text("target", "name") });
        else this.#takePatch(folder, patch.text("path") ?? patch.text("patch") ?? "");
      }
    return true;
  }

  /** Whether it is known what an entry brings. */
  #take(folder: string, entry: string): boolean {
    // What is fetched is not known here.
    if (entry === "" || /[?:]|\/\/|^github\.com\//.test(entry)) return false;
    const path = absolutePath(entry, folder);
    if (!isManifest(path)) return this.read(`${path}/`);
    this.paths.add(path);
    return true;
  }

  /** A patch that says itself what it is for, as a file or as it is. */
  #takePatch(folder: string, patch: string): void {
    if (!patch.includes("\n")) this.#take(folder, patch);
    else
      for (const document of this.#own.parseOther(patch))
        this.#targets.push({ kind: document.text("kind"), name: document.text("metadata", "name") });
  }
}

/** Whether a kind or name of a target means one: it may be an expression, and what is not given means all (kustomize, api/types/selector.go). */
function mayMean(written: string | undefined, word: string): boolean {
  return written === undefined || !/^[\w-]+$/.test(written) || written === word;
}

/** Whether kubectl reads a file as a manifest (kubernetes/cli-runtime, pkg/resource/builder.go, `FileExtensions`). */
export function isManifest(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path);
}
