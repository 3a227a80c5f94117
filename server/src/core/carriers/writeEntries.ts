import { lineStart } from "../model/lines.ts";
import { hasTemplateSyntax } from "../syntax/template.ts";
import type { EmbeddedProblem } from "./carrier.ts";
import type { FileWriter } from "./fileWriter.ts";
import type { HostEdit, HostSpan } from "./hostSpan.ts";
import { toList } from "./waysOut.ts";
import { scalarAt } from "./yaml/scalarMap.ts";
import { quoteScalar, scalarsOf } from "./yaml/writeScalar.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import { keyText, type YamlNode } from "./yaml/yamlNodes.ts";

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
export function* replacedLists(
  document: YamlDocument,
  list: YamlNode | undefined,
): Iterable<EmbeddedProblem> {
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

export function hasPart({ source }: YamlDocument, { from, to }: HostSpan): boolean {
  return hasTemplateSyntax(source.slice(from, to));
}

/** An entry that YAML reads as something else than the text that is written there; in quotes it is that text. */
export function notText(document: YamlDocument, entry: YamlNode, word: string): EmbeddedProblem {
  const place = document.span(entry);
  const text = document.source.slice(place.from, place.to);
  const isOneText = /^[\w.+-][^\n]*$/.test(text) && !/ #/.test(text);
  return {
    kind: "entry-type",
    place,
    word: typeInWords(document, word),
    ...(isOneText &&
      word !== "tagged" && {
        wayOut: {
          title: `Put it in ${document.isJson ? "double" : "single"} quotes`,
          edits: [{ ...place, newText: scalarsOf(document).quote(text) }],
        },
      }),
  };
}

/** A type for messages, with the format that reads it. */
export function typeInWords({ isJson }: YamlDocument, type: string): string {
  return isJson ? `JSON ${type}` : type;
}

/** A plain scalar that a comment ends within quotes; in single quotes it is all of the line. */
export function valueCut(
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

/** Whether an entry is empty, as what is left when all lines below a key are comments. */
export function isNothing(document: YamlDocument, at: YamlNode): boolean {
  const { to } = document.place(at);
  if (document.type(at) === "null") return document.templateLinesBehind(to + 1).length === 0;
  const count = document.items(at)?.length ?? (document.isMap(at) ? document.entries(at).length : undefined);
  return count === undefined ? document.scalar(at)?.value === "" : count === 0;
}

/** A fix of a problem, where there are edits for it. */
export function wayOut(
  title: string,
  edits: readonly HostEdit[] | undefined,
): Pick<EmbeddedProblem, "wayOut"> {
  return edits ? { wayOut: { title, edits } } : {};
}

/** A comment behind a plain scalar that cuts a quoted word of it in two: `ldapbindpasswd="p #w"`. */
export function cutComment(source: string, style: string, end: number) {
  if (style !== "plain") return undefined;
  const [, blanks = "", comment] = /^([ \t]+)(#[^\n\r]*)/.exec(source.slice(end, end + 1_000)) ?? [];
  if (!comment) return undefined;
  // Looked at only where it counts: 100,000 items may be in one line.
  const line = source.slice(lineStart(source, end), end);
  if (line.split('"').length % 2 === 1 && line.split("'").length % 2 === 1) return undefined;
  return { from: end + blanks.length, to: end + blanks.length + comment.length };
}
