import { findSetting } from "../data/settings.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import type { EmbeddedProblem } from "./carrier.ts";
import type { FileWriter } from "./fileWriter.ts";
import type { HostEdit } from "./hostSpan.ts";
import { moveBeside, removeEntry } from "./waysOut.ts";
import {
  cutComment,
  hasPart,
  isNothing,
  notText,
  replacedLists,
  typeInWords,
  valueCut,
  wayOut,
  withTemplateLines,
} from "./writeEntries.ts";
import type { ScalarText } from "./yaml/scalarMap.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import { keyText, type YamlNode } from "./yaml/yamlNodes.ts";

/** What a carrier does with settings of a map. */
export interface SettingsOptions {
  readonly isFixed: (setting: string, value: string | undefined) => boolean;
  readonly fixedDetail: string;
  /** What Kubernetes takes for a value, and refuses else: text, text and numbers, or anything. */
  readonly takes: "text" | "numbers" | "all";
  /** Why it leaves the setting out. */
  readonly ignores?: (setting: string, value: string) => string | undefined;
  /** It writes line breaks of a value as they are, which ends the setting, and not as \\n. */
  readonly writesLineBreaks?: true;
  /** Another map gives the setting, which takes the place of this one. */
  readonly isReplaced?: (setting: string) => boolean;
  /** Where lists of records are: the path of the map in which this one is, if that is it. */
  readonly listsIn?: readonly string[];
}

/** Writes a map of settings, an entry a line; those that the carrier fixes are left to it. */
export function writeSettings(
  document: YamlDocument,
  map: YamlNode | undefined,
  writer: FileWriter,
  problems: EmbeddedProblem[],
  { isFixed, fixedDetail, takes, ignores, writesLineBreaks, isReplaced, listsIn }: SettingsOptions,
): void {
  problems.push(...replacedLists(document, map), ...notMap(document, map));
  for (const entry of withTemplateLines(document, map, document.entries(map), writer)) {
    const place = document.place(entry);
    const name = document.scalar({ node: entry.key });
    const value = document.scalarAsRead(entry);
    const type = document.type(entry);
    const word = keyText(entry.key);
    const ignored = ignores?.(word, value?.value ?? "");
    if (isReplaced?.(word)) continue;
    if (notSettings.has(word)) {
      const isFree = map && listsIn && !document.at(...listsIn, word);
      const edits = isFree ? moveBeside(document, map, entry) : undefined;
      problems.push({
        kind: "setting-misplaced",
        place,
        word,
        ...wayOut("Move the list beside the map", edits),
      });
    } else if (isFixed(word, value?.value)) {
      const edit = removeEntry(document, entry);
      const edits = edit && [edit];
      problems.push({
        kind: "setting-fixed",
        place,
        word,
        detail: fixedDetail,
        ...wayOut(`Remove ${word} here`, edits),
      });
    } else if (ignored !== undefined) {
      problems.push({ kind: "ignored", place, word: ignored });
    } else if (!name || !value || type === "null") {
      const span = type === "null" ? place : document.span(entry);
      if (document.templateLinesBehind(place.to + 1).length === 0 && !hasPart(document, span))
        problems.push({ kind: "entry-type", place: span, word: typeInWords(document, type) });
    } else {
      const isAccepted =
        type === "string" || (type === "number" ? takes !== "text" : takes === "all" && takesBoolean(word));
      if (!isAccepted) problems.push(notText(document, entry, type));
      writer.setting(name, value, { from: name.from, to: value.to });
      const rest = cutComment(document.source, value.style, value.to);
      if (rest && /["']/.test(value.value)) problems.push(valueCut(document, value, rest, word));
      if (writesLineBreaks && value.value.includes("\n"))
        problems.push({
          kind: "line-break",
          place,
          word,
          ...wayOut("Leave the line break out", withoutLastBreak(document, value)),
        });
    }
  }
}

/** Settings that are no map. Python and Go read an empty list or text as none. */
function notMap(document: YamlDocument, map: YamlNode | undefined): readonly EmbeddedProblem[] {
  if (!map || document.isMap(map) || isNothing(document, map)) return [];
  if (hasPart(document, document.span(map))) return [];
  return [{ kind: "refused", place: document.place(map), word: `${keyText(map.key)} must be a map` }];
}

/** The edit that keeps the line break at the end of a block out of its value. */
function withoutLastBreak(
  { source }: YamlDocument,
  { value, from }: ScalarText,
): readonly HostEdit[] | undefined {
  const isLast = value.trimEnd().length === trimEndOf(value, "\n").length;
  const [, mark = "", chomping = ""] =
    /^([|>])(\+?)[ \t]*(?:#.*)?\r?\n/.exec(source.slice(from, from + 200)) ?? [];
  if (!isLast || mark === "" || value.trimEnd().includes("\n")) return undefined;
  return [{ from: from + 1, to: from + 1 + chomping.length, newText: "-" }];
}

/** Whether a setting may be given as a Boolean, which becomes True or False: a path or a choice such as `prefer` is none. */
export function takesBoolean(name: string): boolean {
  const setting = findSetting(name, newestServerVersion);
  return setting?.type !== "string" && (setting?.type !== "enum" || setting.values?.includes("on") === true);
}

/** Files that are written beside the settings, and not as one of them. */
const notSettings: ReadonlySet<string> = new Set(["pg_hba", "pg_ident"]);
