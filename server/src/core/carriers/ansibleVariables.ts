import type { Language } from "../model/language.ts";
import { entriesOf, type LineParts, type RecordForm, recordsOf, settingOf } from "./ansibleRecord.ts";
import type { EmbeddedFile, EmbeddedProblem } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import { writeItems } from "./writeEntries.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** What the role of a variable makes of it. */
type Variable =
  /** Records of a list: texts, or maps of fields. `wholeBy` is a field by which such a list shows that the role writes no other records. */
  | { readonly kind: "records"; readonly form?: RecordForm; readonly wholeBy?: string }
  /** Settings of a list of maps, by the names of their keys. */
  | { readonly kind: "settings"; readonly name: string; readonly value: string };

/** The variables of roles, in the order in which these write what the variables hold. */
const variables: ReadonlyMap<string, Variable> = new Map<string, Variable>([
  // geerlingguy/ansible-role-postgresql, templates/pg_hba.conf.j2 and tasks/configure.yml, at dbb2f6767748beed4f58c29adf76c6ec024679ed.
  ["postgresql_hba_entries", { kind: "records", wholeBy: "auth_method" }],
  ["postgresql_global_config_options", { kind: "settings", name: "option", value: "value" }],
]);

export const variableNames: readonly string[] = [...variables.keys()];

const languages: Readonly<Record<Variable["kind"], Language>> = {
  records: "pg-hba",
  settings: "postgresql-conf",
};

/** The files that roles make of the variables in a map; what is wrong with their lists is added to `problems`. */
export function variableFiles(
  document: YamlDocument,
  map: YamlNode,
  problems: EmbeddedProblem[],
): readonly EmbeddedFile[] {
  if (!document.entries(map).some(({ key }) => variables.has(keyText(key)))) return [];
  const find = entriesOf(document, map);
  const given = [...variables].flatMap(([name, variable]) => {
    const node = find(name);
    return node ? [{ node, variable }] : [];
  });
  return [...new Set(Object.values(languages))].flatMap((language) => {
    const own = given.filter(({ variable }) => languages[variable.kind] === language);
    const [first] = own;
    if (!first) return [];
    const writer = new FileWriter(language, document.source);
    const areWhole = own.map(({ node, variable }) =>
      writeVariable(document, node, variable, writer, problems),
    );
    const isPartial = own.length > 1 || areWhole.includes(false);
    return [writer.finish(document.place(first.node), "items", isPartial)];
  });
}

/** Writes the lines of a variable, and returns whether the file has no others. */
function writeVariable(
  document: YamlDocument,
  node: YamlNode,
  variable: Variable,
  writer: FileWriter,
  problems: EmbeddedProblem[],
): boolean {
  const items = document.items(node) ?? [];
  if (variable.kind === "records" && items.some((item) => document.scalar(item))) {
    writeItems(document, node, writer, problems);
    return false;
  }
  const lines = items.map((item) => linesOf(document, item, variable));
  for (const line of lines.flatMap((some) => some ?? [])) writer.record(line, "");
  const { wholeBy } = variable.kind === "records" ? variable : {};
  return (
    wholeBy !== undefined &&
    items.every((item) => entriesOf(document, item)(wholeBy) !== undefined) &&
    !lines.includes(undefined)
  );
}

/** The lines of an entry of a list; `undefined` where they are not known here. */
function linesOf(
  document: YamlDocument,
  entry: YamlNode,
  variable: Variable,
): readonly LineParts[] | undefined {
  const find = entriesOf(document, entry);
  if (variable.kind === "records") return recordsOf(document, [find], variable.form ?? {});
  const setting = settingOf(document, find(variable.name), find(variable.value));
  return setting && [setting];
}
