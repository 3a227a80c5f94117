import { findSetting } from "../data/settings.ts";
import { lineStart } from "../model/lines.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import { hasTemplateSyntax } from "../syntax/template.ts";
import type { EmbeddedProblem, HostEdit, HostSpan } from "./carrier.ts";
import type { FileWriter } from "./fileWriter.ts";
import { scalarAt } from "./scalarMap.ts";
import { moveBeside, removeEntry, toList } from "./waysOut.ts";
import { quoteScalar, scalarsOf } from "./writeScalar.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** What a carrier does with records of a list. */
export interface ItemsOptions {
  /** It makes other lines of the item. */
  readonly isUnknown?: (text: string) => boolean;
  /** Why it refuses the manifest for the item. */
  readonly refuses?: (text: string) => string | undefined;
  /** Why it leaves the item out. */
  readonly ignores?: (text: string) => string | undefined;
}

/** Writes a list of records, an item a line, and returns their texts. */
export function writeItems(
  document: YamlDocument,
  list: YamlNode | undefined,
  writer: FileWriter,
  problems: EmbeddedProblem[],
  options: ItemsOptions = {},
): readonly string[] {
  problems.push(...replacedLists(document, list));
  const items = document.items(list);
  const text = document.scalar(list);
  if (text && hasTemplateSyntax(text.value)) writer.template([text]);
  else if (list && !items && !["null", "tagged"].includes(document.type(list)))
    problems.push({
      kind: "list-is-text",
      place: document.place(list),
      word: keyText(list.key),
      ...wayOut("Write each record as an item", toList(document, list)),
    });
  const word = keyText(list?.key);
  const texts: string[] = [];
  for (const item of withTemplateLines(document, list, items ?? [], writer)) {
    const written = writeScalarItem(document, item, word, writer, problems, options);
    if (written !== undefined) texts.push(written);
  }
  return texts;
}

/** Lists or maps above one of the same name. */
function* replacedLists(document: YamlDocument, list: YamlNode | undefined): Iterable<EmbeddedProblem> {
  for (let one = list?.replaced; one; one = one.replaced)
    yield {
      kind: "ignored",
      place: document.place(one),
      word: `${keyText(one.key)} is given again below`,
      detail:
        "YAML forbids two entries of one name in a map: kubectl refuses them by default, and others read the last.",
    };
}

/** The entries of a list or map; the lines of a template between them are written on the way, as they are. */
export function* withTemplateLines<Entry extends YamlNode>(
  document: YamlDocument,
  list: YamlNode | undefined,
  entries: readonly Entry[],
  writer: FileWriter,
): Iterable<Entry> {
  const start = list?.node?.range?.[0] ?? Number.POSITIVE_INFINITY;
  let done = Math.min(list?.key?.range?.[1] ?? start, start);
  for (const entry of entries) {
    const [from, to] = [(entry.key ?? entry.node)?.range?.[0] ?? done, (entry.node ?? entry.key)?.range?.[1]];
    writer.template(document.templateLines(done, from));
    yield entry;
    done = to ?? done;
  }
  if (list) writer.template(document.templateLinesBehind(done));
}

/** Writes one record, and returns its text. */
export function writeScalarItem(
  document: YamlDocument,
  item: YamlNode,
  word: string,
  writer: FileWriter,
  problems: EmbeddedProblem[],
  { isUnknown, refuses, ignores }: ItemsOptions = {},
): string | undefined {
  const type = document.type(item);
  const scalar = document.scalar(item);
  if (!scalar || type !== "string") {
    const span = document.span(item);
    if (document.templateLinesBehind(span.from).length > 0) return undefined;
    if (hasPart(document, span)) writer.template([scalarAt(document.source, span.from, span.to)]);
    else problems.push(notText(document, item, type));
    return undefined;
  }
  const [refused, ignored] = [refuses?.(scalar.value), ignores?.(scalar.value)];
  const place = { from: scalar.from, to: scalar.to };
  if (refused !== undefined) problems.push({ kind: "refused", place, word: refused });
  if (ignored !== undefined) {
    problems.push({ kind: "ignored", place, word: ignored });
    return undefined;
  }
  const rest = cutComment(document.source, scalar.style, scalar.to);
  // What is wrong with the record that is left follows from the cut.
  if (rest || isUnknown?.(scalar.value)) writer.unknown(scalar);
  else writer.lines(scalar);
  if (rest) problems.push(valueCut(document, scalar, rest, word));
  return scalar.value;
}

function hasPart({ source }: YamlDocument, { from, to }: HostSpan): boolean {
  return hasTemplateSyntax(source.slice(from, to));
}

/** An entry that YAML reads as something else than the text that is written there; in quotes it is that text. */
function notText(document: YamlDocument, entry: YamlNode, word: string): EmbeddedProblem {
  const place = document.span(entry);
  const text = document.source.slice(place.from, place.to);
  const isOneText = /^[\w.+-][^\n]*$/.test(text) && !/ #/.test(text);
  return {
    kind: "entry-type",
    place,
    word,
    ...(isOneText &&
      word !== "tagged" && {
        wayOut: {
          title: `Put it in ${document.isJson ? "double" : "single"} quotes`,
          edits: [{ ...place, newText: scalarsOf(document).quote(text) }],
        },
      }),
  };
}

/** What a carrier does with settings of a map. */
export interface SettingsOptions {
  readonly isFixed: (setting: string, value: string | undefined) => boolean;
  readonly fixedDetail: string;
  /** What Kubernetes takes for a value, and refuses else: text, text and numbers, or anything. */
  readonly takes: "text" | "numbers" | "all";
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
  { isFixed, fixedDetail, takes, isReplaced, listsIn }: SettingsOptions,
): void {
  problems.push(...replacedLists(document, map));
  for (const entry of withTemplateLines(document, map, document.entries(map), writer)) {
    const place = document.place(entry);
    const name = document.scalar({ node: entry.key });
    const value = document.scalar(entry);
    const type = document.type(entry);
    const word = keyText(entry.key);
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
      const edit = map && removeEntry(document, map, entry);
      const edits = edit && [edit];
      problems.push({
        kind: "setting-fixed",
        place,
        word,
        detail: fixedDetail,
        ...wayOut(`Remove ${word} here`, edits),
      });
    } else if (!name || !value || type === "map" || type === "list") {
      const span = type === "null" ? place : document.span(entry);
      if (document.templateLinesBehind(place.to + 1).length === 0 && !hasPart(document, span))
        problems.push({ kind: "entry-type", place: span, word: type });
    } else {
      const isAccepted =
        type === "string" || (type === "number" ? takes !== "text" : takes === "all" && takesBoolean(word));
      if (!isAccepted) problems.push(notText(document, entry, type));
      writer.setting(name, value, { from: name.from, to: value.to });
      const rest = cutComment(document.source, value.style, value.to);
      if (rest && /["']/.test(value.value)) problems.push(valueCut(document, value, rest, word));
    }
  }
}

/** A plain scalar that a comment ends within quotes; in single quotes it is all of the line. */
function valueCut(
  { source }: YamlDocument,
  { from }: HostSpan,
  rest: HostSpan,
  word: string,
): EmbeddedProblem {
  const newText = quoteScalar(source.slice(from, rest.to).trimEnd());
  const isOneLine = !newText.includes("\n");
  return {
    kind: "value-cut",
    place: rest,
    word,
    ...wayOut("Put all of it in single quotes", isOneLine ? [{ from, to: rest.to, newText }] : undefined),
  };
}

function wayOut(title: string, edits: readonly HostEdit[] | undefined): Pick<EmbeddedProblem, "wayOut"> {
  return edits ? { wayOut: { title, edits } } : {};
}

/** Whether a setting may be given as a Boolean, which becomes True or False: a path or a choice such as `prefer` is none. */
export function takesBoolean(name: string): boolean {
  const setting = findSetting(name, newestServerVersion);
  return setting?.type !== "string" && (setting?.type !== "enum" || setting.values?.includes("on") === true);
}

/** Files that are written beside the settings, and not as one of them. */
const notSettings: ReadonlySet<string> = new Set(["pg_hba", "pg_ident"]);

/** A comment behind a plain scalar that cuts a quoted word of it in two: `ldapbindpasswd="p #w"`. */
function cutComment(source: string, style: string, end: number) {
  if (style !== "plain") return undefined;
  const [, blanks = "", comment] = /^([ \t]+)(#[^\n\r]*)/.exec(source.slice(end, end + 1_000)) ?? [];
  if (!comment) return undefined;
  // Looked at only where it counts: 100,000 items may be in one line.
  const line = source.slice(lineStart(source, end), end);
  if (line.split('"').length % 2 === 1 && line.split("'").length % 2 === 1) return undefined;
  return { from: end + blanks.length, to: end + blanks.length + comment.length };
}
