import type { KnownVersion } from "../../cluster/knownVersion.ts";
import { type Language, languageOfPath } from "../../model/language.ts";
import type { EmbeddedFile } from "../carrier.ts";
import { pathVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import {
  entriesOf,
  type FindEntry,
  knownScalar,
  type LineParts,
  type RecordForm,
  recordsOf,
  settingOf,
  textOf,
} from "./ansibleRecord.ts";

/** Files that the tasks of one module write, each by itself: what is above and below their lines is unknown. */
type Module = (
  document: YamlDocument,
  find: FindEntry,
  place: YamlNode,
  /** Records at the most. */
  count: number,
) => readonly EmbeddedFile[];

/** Modules by their names without those of their collections. */
const modules: ReadonlyMap<string, Module> = new Map<string, Module>([
  ["postgresql_pg_hba", writePgHba],
  ["lineinfile", writeLine],
  ["blockinfile", writeBlock],
  ["copy", writeCopy],
]);

/** The arguments for the name and the value, and the values that it does not pass on as they are. */
type AlteringModule = readonly [name: string, value: string, changed: RegExp];

/** Modules that run `ALTER SYSTEM`: the same collection, plugins/modules/postgresql_set.py and postgresql_alter_system.py. */
const alteringModules: ReadonlyMap<string, AlteringModule> = new Map([
  // It removes a setting, and writes units in capitals.
  ["postgresql_set", ["name", "value", /^(?:default|\d+[kmgt]?b)$/]],
  ["postgresql_alter_system", ["param", "value", /^_RESET$/]],
]);

/** What a task writes, and whether it changes a running server by `ALTER SYSTEM`. */
export interface TaskFiles {
  readonly files: readonly EmbeddedFile[];
  readonly alters: boolean;
  /** The version in the path of the file. */
  readonly version?: KnownVersion;
}

/** Items of a loop, and records of a task, at the most. */
const maxItems = 50;

/** What a map writes as a task: nothing where it is none of a module that is known. */
export function taskFiles(document: YamlDocument, task: YamlNode): TaskFiles {
  for (const entry of document.entries(task)) {
    const name = keyText(entry.key).replace(
      /^(?:community\.(?:postgresql|general)|ansible\.(?:builtin|legacy))\./,
      "",
    );
    const [write, altering] = [modules.get(name), alteringModules.get(name)];
    if ((!write && !altering) || !document.isMap(entry)) continue;
    const find = entriesOf(document, task);
    const loop = find("loop") ?? find("with_items");
    const items = (document.items(loop) ?? [undefined]).slice(0, maxItems);
    const given = entriesOf(document, entry);
    const version = pathVersion(pathOf(document, given), "the path of the file says so");
    if (version?.isOlder) break;
    const files = items.flatMap((item) => {
      const ofItem: FindEntry = (argument) => resolve(document, given(argument), item);
      if (altering) return writeSetting(document, ofItem, entry, altering);
      return write?.(document, ofItem, entry, Math.ceil(maxItems / items.length)) ?? [];
    });
    return { files, alters: altering !== undefined, ...(version && { version }) };
  }
  return { files: [], alters: false };
}

const itemPart =
  /^\{\{-?\s*item(?:\.(\w+)|\[["'](\w+)["']\])?\s*(\|\s*(?:default|d)\(\s*(?:omit|''|"")\s*(?:,\s*true\s*)?\)\s*)?-?\}\}$/;

/** An argument with the word of the loop's item in the place of `{{ item.user }}`. */
function resolve(
  document: YamlDocument,
  node: YamlNode | undefined,
  item: YamlNode | undefined,
): YamlNode | undefined {
  const text = node && item && document.scalar(node)?.value;
  const [all, dotted, bracketed, fallback] = itemPart.exec(text ?? "") ?? [];
  if (all === undefined || !item) return node;
  const name = dotted ?? bracketed;
  if (name === undefined) return document.scalar(item) ? item : node;
  return entriesOf(document, item)(name) ?? (fallback === undefined ? node : undefined);
}

/**
 * ansible-collections/community.postgresql, plugins/modules/postgresql_pg_hba.py, at f04ea33de85fbe5b0fd35e57179e7dc836ed1825. It sorts the
 * records of the file, if `sort_rules` does not keep it from that. Before 3.11 it wrote an address without a mask as that of a single host,
 * and refuses it today.
 */
const pgHbaForm: RecordForm = {
  defaults: { database: "all", user: "all", address: "samehost", method: "md5" },
  isLocalBare: true,
  hasHostMask: true,
};

function writePgHba(
  document: YamlDocument,
  find: FindEntry,
  place: YamlNode,
  count: number,
): readonly EmbeddedFile[] {
  const written = document.items(find("rules"))?.slice(0, count);
  const rules = written?.map((rule) => entriesOf(document, rule));
  const isCombined = textAt(document, find("rules_behavior")) === "combine";
  const entries = rules ? rules.map((rule) => (isCombined ? [rule, find] : [rule])) : [[find]];
  return entries
    .flatMap((maps) => recordsOf(document, maps, pgHbaForm) ?? [])
    .slice(0, count)
    .map((record) => lineFile(document, "pg-hba", record, place));
}

function writeSetting(
  document: YamlDocument,
  find: FindEntry,
  place: YamlNode,
  [name, value, changed]: AlteringModule,
): readonly EmbeddedFile[] {
  const setting = settingOf(document, find(name), find(value));
  // A list is written with each of its words in quotes.
  const isAsGiven =
    setting && !textOf(setting).includes(",") && !changed.test(textAt(document, find(value)) ?? "");
  return isAsGiven ? [lineFile(document, "postgresql-conf", setting, place)] : [];
}

/** ansible/ansible, lib/ansible/modules/lineinfile.py. */
function writeLine(document: YamlDocument, find: FindEntry, place: YamlNode): readonly EmbeddedFile[] {
  const language = languageOfTask(document, find);
  const node = find("line");
  const line = node && knownScalar(document, node);
  const isWhole = line && !/[\r\n]/.test(line.value) && isFalse(document, find("backrefs"));
  return language && isWhole ? [lineFile(document, language, [line], place)] : [];
}

/** ansible/ansible, lib/ansible/modules/blockinfile.py: lines that are together. */
function writeBlock(document: YamlDocument, find: FindEntry): readonly EmbeddedFile[] {
  return writeTexts(document, find, find("block") ?? find("content"), true);
}

/** ansible/ansible, lib/ansible/plugins/action/copy.py: a whole file. */
function writeCopy(document: YamlDocument, find: FindEntry): readonly EmbeddedFile[] {
  return writeTexts(document, find, find("content"), false);
}

function writeTexts(
  document: YamlDocument,
  find: FindEntry,
  text: YamlNode | undefined,
  isPartial: boolean,
): readonly EmbeddedFile[] {
  const language = languageOfTask(document, find);
  const scalar = text && document.scalar(text);
  return language && scalar && document.type(text) === "string"
    ? [
        new FileWriter(language, document.source)
          .lines(scalar)
          .finish(document.place(text), "text", isPartial),
      ]
    : [];
}

/** The language of the file that a task writes lines into; `undefined` where it is none of ours, or they are removed. */
function languageOfTask(document: YamlDocument, find: FindEntry): Language | undefined {
  const path = pathOf(document, find);
  const state = textAt(document, find("state")) ?? "present";
  // PgBouncer's file of the name has a grammar of its own.
  return path && state === "present" && !/pgbouncer/i.test(path) ? languageOfPath(path) : undefined;
}

function pathOf(document: YamlDocument, find: FindEntry): string | undefined {
  return ["path", "dest", "destfile", "name"].map((name) => textAt(document, find(name))).find(Boolean);
}

function isFalse(document: YamlDocument, node: YamlNode | undefined): boolean {
  return /^(?:no|false|off)$/i.test(textAt(document, node) ?? "no");
}

function textAt(document: YamlDocument, node: YamlNode | undefined): string | undefined {
  return node && document.scalar(node)?.value;
}

/** A file with one line that is known. */
function lineFile(
  document: YamlDocument,
  language: Language,
  line: LineParts,
  place: YamlNode,
): EmbeddedFile {
  const writer = new FileWriter(language, document.source);
  return writer.record(line, "").finish(document.place(place), "items", true);
}
