import { findSetting } from "../../data/settings.ts";
import type { Language } from "../../model/language.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { maxAnsibleItems } from "../limits.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import {
  entriesOf,
  knownScalar,
  type LineParts,
  partsOf,
  type RecordForm,
  recordsOf,
  settingOf,
  textOf,
} from "./ansibleRecord.ts";

/** Lines that are made of an entry; `undefined` where they are not known here. */
export type EntryLines = readonly LineParts[] | undefined;

export type Part = "patroni" | "defaults" | "others";

/** What becomes of a variable. */
export interface Variable {
  readonly language: Language;
  readonly lines: (document: YamlDocument, node: YamlNode) => readonly EntryLines[];
  /** The field of all entries by which they show that their template writes the fields as they are, and no other records. */
  readonly asIs?: string;
  /** Variables are of one cluster only with those that have the same here. Patroni leaves out settings that it knows to be wrong. */
  readonly part?: Part;
}

/** The items of a list, and `undefined` in the place of those that are more than are read. */
export function itemsOf(document: YamlDocument, node: YamlNode): readonly (YamlNode | undefined)[] {
  const items = document.items(node) ?? [];
  return items.length > maxAnsibleItems ? [...items.slice(0, maxAnsibleItems), undefined] : items;
}

/** A variable that is a list, with what becomes of each item. */
function list(language: Language, read: (document: YamlDocument, item: YamlNode) => EntryLines): Variable {
  return {
    language,
    lines: (document, node) => itemsOf(document, node).map((item) => item && read(document, item)),
  };
}

/** A form that holds for all roles: some pass the fields on to `postgresql_pg_hba`, and their templates differ. */
export const ofAnyRole: RecordForm = { isLocalBare: true, hasHostMask: true };

/** Maps of the fields of records, which some role writes as it likes. */
export function records(form: RecordForm = {}): Variable {
  return list("pg-hba", (document, item) =>
    recordsOf(document, [entriesOf(document, item)], { ...ofAnyRole, ...form }),
  );
}

/** Maps of the fields of records, where the field `asIs` shows that the template writes them as they are. */
export function recordsAsIs(asIs: string): Variable {
  const isAsIs = (document: YamlDocument, item: YamlNode) => entriesOf(document, item)(asIs) !== undefined;
  return {
    ...list("pg-hba", (document, item) =>
      recordsOf(document, [entriesOf(document, item)], isAsIs(document, item) ? {} : ofAnyRole),
    ),
    asIs,
  };
}

/** Addresses from which a method gives access to everything. */
export function addresses(method: string): Variable {
  return list("pg-hba", (document, item) => {
    const address = knownScalar(document, item);
    return address && [["host all all ", address, ` ${method}`]];
  });
}

/** Maps of a mapping's three names. */
export const mappings: Variable = list("pg-ident", (document, item) => {
  const find = entriesOf(document, item);
  const names = ["mapname", "system_username", "pg_username"].map((name) => {
    const node = find(name);
    const scalar = node && knownScalar(document, node);
    return scalar?.value ? scalar : undefined;
  });
  return names.every((name) => name !== undefined) ? [names.flatMap((name) => [name, " "])] : undefined;
});

/** Some write a value as it is and others put it in quotes: what is in quotes already is not put in others. */
export const quotesIfBare = (value: string) => !/^'.*'$/.test(value);

/** Maps with a setting's name under a key, and its value under another, which the template puts in quotes, or as `quotes` says. */
export function options(name: string, quotes?: (value: string) => boolean): Variable {
  return list("postgresql-conf", (document, item) => {
    const find = entriesOf(document, item);
    const setting = settingOf(document, find(name), find("value"), quotes);
    return setting && [setting];
  });
}

/** A map of settings, or a list of such maps; `asIs` says that the template puts no value in quotes. */
export function settings(asIs: boolean): Variable {
  return {
    language: "postgresql-conf",
    lines: (document, node) => {
      const maps = document.items(node) ?? [node];
      const count = maps.reduce((sum, map) => sum + document.entries(map).length, 0);
      if (count > maxAnsibleItems) return [undefined];
      const entries = maps.flatMap((map) => document.entries(map));
      const known = entries.filter(({ key }) => findSetting(keyText(key), newestServerVersion));
      // Others have maps of other things under the name.
      if (known.length * 2 <= entries.length) return [undefined];
      return entries.map((entry) => {
        const setting = settingOf(document, { node: entry.key }, entry, asIs ? () => false : quotesIfBare);
        return setting && [setting];
      });
    },
  };
}

/** The value of one setting, or its parts. */
export function setting(name: string): Variable {
  return {
    language: "postgresql-conf",
    lines: (document, node) => {
      const value = partsOf(document, node, ":");
      const isGiven =
        value && textOf(value) !== "" && document.type(node) !== "null" && !document.isMap(node);
      return [isGiven ? [[`${name} = '`, ...value, "'"]] : undefined];
    },
  };
}
