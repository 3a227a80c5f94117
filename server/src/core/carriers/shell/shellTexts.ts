import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier } from "../carrier.ts";
import { interpolate } from "../compose/interpolate.ts";
import { partFrom, partOf, type ScalarPart, wordsOf } from "../containers/serverArguments.ts";
import { shellText } from "../containers/serverCommand.ts";
import { anyKey } from "../focus.ts";
import { inScalar } from "../inScalar.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type MapEntry, type YamlNode } from "../yaml/yamlNodes.ts";
import { shellScript, shellServer, sqlScript } from "./scripts.ts";
import type { ShellWord } from "./shellWords.ts";

/**
 * Scripts in manifests: files of ConfigMaps, of Kustomize's generators, of Compose's `configs` and of charts' values, what containers
 * have a shell run, and what cloud-init writes and runs.
 */
export const shellTexts: Carrier = {
  name: "The script",
  language: "yaml",
  writesParts: true,
  mark: carrierMarks.yaml.shellTexts,
  paths: [
    ["data"],
    ["stringData"],
    ["configMapGenerator"],
    ["secretGenerator"],
    ["spec"],
    ["services"],
    ["configs"],
    ["initdb"],
    ["initdbScripts"],
    ["write_files"],
    ["runcmd"],
    ["bootcmd"],
    [anyKey, "initdb"],
    [anyKey, "initdbScripts"],
    [anyKey, "primary", "initdb"],
  ],
  isBeside: true,
  embed: (document) =>
    new ScriptTexts(document).found.flatMap(({ part, readers }) =>
      readers
        .flatMap(({ read }) => read?.(part.text) ?? [])
        .map((cluster) => inScalar(cluster, part, document.source)),
    ),
};

/** A script, and what reads it. */
interface ScriptText {
  readonly part: ScalarPart;
  readonly readers: readonly Carrier[];
}

/** Maps and lists that are looked at, and scripts that are read, at the most. */
const maxNodes = 20_000;
const maxScripts = 100;

/** The scripts in a document, but for those in documents within it. */
class ScriptTexts {
  readonly found: ScriptText[] = [];
  readonly #document: YamlDocument;
  readonly #fill: ((value: string) => ShellWord) | undefined;

  constructor(document: YamlDocument) {
    this.#document = document;
    this.#fill = document.at("services") ? (value) => interpolate(value) : undefined;
    const kind = document.text("kind");
    if (kind === "HelmRelease" || kind === "Application") return;
    const nodes: YamlNode[] = document.entries(document.at()).filter(({ key }) => keyText(key) !== "items");
    for (const node of nodes) {
      if (nodes.length > maxNodes || this.found.length >= maxScripts) break;
      const entries = document.entries(node);
      const items = document.items(node) ?? [];
      this.#command(entries);
      for (const entry of entries) this.#file(keyText(entry.key), entry);
      this.#written(entries);
      const isRun = node.key !== undefined && /^(?:run|boot)cmd$/.test(keyText(node.key));
      for (const item of items) {
        if (isRun) this.#run(item);
        else this.#literal(item);
      }
      nodes.push(...entries, ...items);
    }
  }

  /** A text under the name of a file, or one whose first line says what runs it. */
  #file(name: string, node: YamlNode): void {
    const part = this.#part(node);
    const readers = readersOf(name) ?? (part && /^#![^\n]{0,50}sh\b/.test(part.text) ? ofShell : undefined);
    if (part && readers) this.found.push({ part, readers });
  }

  /** A file that cloud-init writes: canonical/cloud-init, cloudinit/config/cc_write_files.py. */
  #written(entries: readonly MapEntry[]): void {
    const [path, text] = ["path", "content"].map((name) => entries.find(({ key }) => keyText(key) === name));
    const name = this.#document.scalar(path)?.value;
    if (name !== undefined && text) this.#file(name, text);
  }

  /** A command of cloud-init, as a line for a shell or a list of words: cloudinit/util.py, `shellify`. */
  #run(node: YamlNode): void {
    const words = (this.#document.items(node) ?? []).flatMap((word) => this.#document.scalar(word) ?? []);
    const shell = shellText(words.map((word) => partFrom(word, 0)));
    const line = shell?.text ?? this.#part(node);
    if (line) this.found.push({ part: withShell(line, shell?.shell ?? "/bin/sh"), readers: [shellScript] });
  }

  /** `NAME=TEXT` of a generator of Kustomize. */
  #literal(node: YamlNode): void {
    const part = this.#part(node);
    const [all, name = ""] = /^([\w.-]{1,100})=/.exec(part?.text ?? "") ?? [];
    const readers = readersOf(name);
    if (part && all && readers)
      this.found.push({ part: partOf(part, all.length, part.text.length), readers });
  }

  /** What a container has a shell run, but for the server that it starts, which its carrier reads: `args` follow `command` in Kubernetes, `command` follows `entrypoint` in Compose. */
  #command(entries: readonly MapEntry[]): void {
    const words: ScalarPart[] = [];
    for (const name of ["entrypoint", "command", "args"]) {
      const entry = entries.find(({ key }) => keyText(key) === name);
      if (!entry) continue;
      const items = this.#document.items(entry);
      const scalars = (items ?? [entry]).flatMap((item) => this.#document.scalar(item) ?? []);
      const own = wordsOf(scalars, items === undefined, this.#fill);
      if (!own) return;
      words.push(...own);
    }
    const found = shellText(words);
    if (found) this.found.push({ part: withShell(found.text, found.shell), readers: [shellScript] });
  }

  #part(node: YamlNode): ScalarPart | undefined {
    const scalar = this.#document.scalar(node);
    if (!scalar || scalar.isElsewhere || scalar.value.length < minLength) return undefined;
    return this.#fill ? { scalar, ...this.#fill(scalar.value) } : partFrom(scalar, 0);
  }
}

/** A text below the line by which a file says what runs it. */
function withShell({ scalar, text, offsets }: ScalarPart, shell: string): ScalarPart {
  const first = `#!${shell}\n`;
  return { scalar, text: first + text, offsets: [...[...first].map(() => offsets[0] ?? 0), ...offsets] };
}

/** What writes less has no room for a record or setting. */
const minLength = 20;

const ofShell: readonly Carrier[] = [shellScript, shellServer];

/** What reads a script of a name; `undefined` for another file. */
export function readersOf(name: string): readonly Carrier[] | undefined {
  if (/\.(?:ba)?sh$/.test(name)) return ofShell;
  return /\.sql$/.test(name) ? [sqlScript] : undefined;
}
