import type { EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import { maxAnsibleItems, maxAnsibleLines } from "../limits.ts";
import type { Excess } from "../unread.ts";
import { writeItems } from "../writeEntries.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import type { Part, Variable } from "./ansibleKinds.ts";
import { entriesOf } from "./ansibleRecord.ts";
import { variables } from "./ansibleRows.ts";

export const variableNames: readonly string[] = [...variables.keys()];

/**
 * The files that roles make of the variables in a map, those of one part; what is wrong with their lists is
 * added to `problems`.
 */
export function variableFiles(
  document: YamlDocument,
  map: YamlNode,
  problems: EmbeddedProblem[],
  part: Part,
): readonly EmbeddedFile[] {
  if (!document.entries(map).some(({ key }) => variables.has(keyText(key)))) return [];
  const find = entriesOf(document, map);
  const given = [...variables].flatMap(([name, variable]) => {
    const node = find(name);
    return node && (variable.part ?? "others") === part ? [{ node, variable }] : [];
  });
  return (["pg-hba", "pg-ident", "postgresql-conf"] as const).flatMap((language) => {
    const own = given.filter(({ variable }) => variable.language === language);
    const [first] = own;
    if (!first) return [];
    const writer = new FileWriter(language, document.source);
    const areAll = own.map(({ node, variable }) => writeVariable(document, node, variable, writer, problems));
    const isPartial = own.length > 1 || areAll.includes(false);
    return [writer.finish(document.place(first.node), "items", isPartial)];
  });
}

/** Writes the lines of a variable, and returns whether the file has no others. */
function writeVariable(
  document: YamlDocument,
  node: YamlNode,
  { language, lines, asIs }: Variable,
  writer: FileWriter,
  problems: EmbeddedProblem[],
): boolean {
  const items = document.items(node) ?? [];
  if (language === "pg-hba" && items.length > 0 && items.every((item) => isRecord(document, item))) {
    writeItems(document, node, writer, problems);
    return false;
  }
  const found = lines(document, node);
  const all = found.flatMap((some) => some ?? []);
  for (const line of all.slice(0, maxAnsibleLines)) writer.record(line, "");
  if (items.length > maxAnsibleItems || all.length > maxAnsibleLines)
    problems.push({ kind: "left-out", place: document.place(node), word: "items" satisfies Excess });
  const areAsIs = asIs !== undefined && items.every((item) => entriesOf(document, item)(asIs) !== undefined);
  return areAsIs && !found.includes(undefined) && all.length <= maxAnsibleLines;
}

/** A record as a text: lists of other texts, such as addresses, have the same names. */
function isRecord(document: YamlDocument, item: YamlNode): boolean {
  return /^\s*(?:local|host\w*|#)(?:\s|$)/.test(document.scalar(item)?.value ?? "");
}
