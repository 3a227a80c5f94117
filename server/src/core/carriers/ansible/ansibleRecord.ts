import { takesBoolean } from "../writeSettings.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

/** What a line is made of: scalars of the document, and the signs between them. */
export type LineParts = readonly (string | ScalarText)[];

/** The names that variables and modules have for the fields of a record. */
const fieldNames = {
  state: ["state"],
  type: ["type", "contype"],
  database: ["database", "databases", "db"],
  user: ["user", "users"],
  address: ["address", "source", "src", "ip_address"],
  mask: ["netmask", "ip_mask", "mask"],
  method: ["auth_method", "method"],
  options: ["auth_options", "options"],
} as const;

type Field = keyof typeof fieldNames;
const fields = Object.keys(fieldNames) as readonly Field[];

/** The entry of a map by its name; `undefined` where it is not written. */
export type FindEntry = (name: string) => YamlNode | undefined;

/** How a record is made of fields. */
export interface RecordForm {
  /** What is written for fields that are not given. */
  readonly defaults?: Readonly<Partial<Record<Field, string>>>;
  /** Records of type local get no address. */
  readonly isLocalBare?: true;
  /** An address without a mask gets that of a single host. */
  readonly hasHostMask?: true;
  /** A word in whose place another is written. */
  readonly filledIn?: string;
}

/** Words of one field, and half of those of all records that one entry becomes, at the most: what has more is not known here. */
const maxWords = 1_000;

export function entriesOf(document: YamlDocument, map: YamlNode | undefined): FindEntry {
  const own = map && document.below(map);
  return (name) => own?.at(name);
}

/**
 * The records of an entry, one for each address; `undefined` where what it becomes is not known here. A field is that of the first
 * of `maps` that has it.
 */
export function recordsOf(
  document: YamlDocument,
  maps: readonly FindEntry[],
  { defaults = {}, isLocalBare, hasHostMask, filledIn }: RecordForm,
): readonly LineParts[] | undefined {
  const given = new Map<Field, LineParts>();
  for (const field of fields) {
    const node = nodeOf(maps, field);
    const isGiven = node && document.type(node) !== "null";
    const parts = isGiven
      ? partsOf(document, node, field === "options" ? " " : ",")
      : [defaults[field] ?? ""];
    if (!parts || (filledIn !== undefined && textOf(parts).includes(filledIn))) return undefined;
    if (isGiven || defaults[field] !== undefined) given.set(field, parts);
  }
  const of = (field: Field) => given.get(field) ?? [];
  const state = textOf(of("state"));
  if (state === "absent") return [];
  if (state !== "" && state !== "present") return undefined;
  const isLocal = textOf(of("type")) === "local";
  const needed: readonly Field[] = [
    "type",
    "database",
    "user",
    "method",
    ...(isLocal ? [] : ["address" as const]),
  ];
  if (needed.some((field) => !given.has(field))) return undefined;
  const list = document.items(nodeOf(maps, "address"));
  const words = fields.reduce((sum, field) => sum + (field === "address" ? 1 : of(field).length), 0);
  if ((list?.length ?? 1) * words > maxWords * 2) return undefined;
  const addresses = list?.map((item) => partsOf(document, item, "") ?? []) ?? [of("address")];
  return (isLocal && isLocalBare ? [[]] : addresses).map((address) => {
    const ending = hasHostMask && textOf(of("mask")) === "" ? hostMask(textOf(address)) : "";
    const mask = isLocal && isLocalBare ? [] : of("mask");
    return [of("type"), of("database"), of("user"), [...address, ending], mask, of("method"), of("options")]
      .filter((parts) => textOf(parts) !== "")
      .flatMap((parts, index) => (index > 0 ? [" ", ...parts] : parts));
  });
}

/** An assignment, its value in quotes if `quotes` says so; `undefined` where it is not known. */
export function settingOf(
  document: YamlDocument,
  nameNode: YamlNode | undefined,
  valueNode: YamlNode | undefined,
  quotes: (value: string) => boolean = () => true,
): LineParts | undefined {
  const name = nameNode && knownScalar(document, nameNode);
  const value = valueNode && knownScalar(document, valueNode);
  if (!name || !value || document.type(valueNode) === "null") return undefined;
  // Python's words for a Boolean are no path, and no choice of most settings.
  if (document.type(valueNode) === "boolean" && !takesBoolean(name.value)) return undefined;
  return quotes(value.value) ? [name, " = '", value, "'"] : [name, " = ", value];
}

function nodeOf(maps: readonly FindEntry[], field: Field): YamlNode | undefined {
  return maps.flatMap((find) => fieldNames[field].flatMap((name) => find(name) ?? []))[0];
}

/** The words of a scalar, of a list of them, or of a map of options; `undefined` for what is neither, or is filled in. */
export function partsOf(document: YamlDocument, node: YamlNode, separator: string): LineParts | undefined {
  if ((document.items(node) ?? document.entries(node)).length > maxWords) return undefined;
  const words = document.isMap(node)
    ? document.entries(node).map((entry) => {
        const [name, value] = [knownScalar(document, { node: entry.key }), knownScalar(document, entry)];
        return name && value && [name, "=", value];
      })
    : (document.items(node) ?? [node]).map((one) => {
        const scalar = knownScalar(document, one);
        return scalar && [scalar];
      });
  return words.every((word) => word !== undefined)
    ? words.flatMap((word, index) => (index > 0 ? [separator, ...word] : word))
    : undefined;
}

/** A scalar into which nothing is filled. */
export function knownScalar(document: YamlDocument, node: YamlNode): ScalarText | undefined {
  const scalar = document.scalarAsRead(node);
  return scalar && !/\{[{%#]/.test(scalar.value) ? scalar : undefined;
}

export function textOf(parts: LineParts): string {
  return parts.map((part) => (typeof part === "string" ? part : part.value)).join("");
}

function hostMask(address: string): string {
  if (/^[\d.]+$/.test(address)) return "/32";
  return address.includes(":") && /^[\da-fA-F:.]+$/.test(address) ? "/128" : "";
}
