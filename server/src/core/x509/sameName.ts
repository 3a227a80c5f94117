import { canonicalText } from "../model/canonicalText.ts";
import type { DistinguishedName } from "../pki.ts";

/**
 * Whether two names are the same as OpenSSL compares them (`X509_NAME_cmp`): the case of ASCII letters and the number of
 * blanks do not count.
 */
export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return one.text === other.text || nameKey(one) === nameKey(other);
}

/** A text that is equal for names that are the same, and for no others. */
export function nameKey(name: DistinguishedName): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const sets = name.relativeNames.map((set) =>
    set.map(({ type, value }) => `${type}=${canonicalText(value)}`).sort(),
  );
  const key = JSON.stringify(sets);
  keys.set(name, key);
  return key;
}

const keys = new WeakMap<DistinguishedName, string>();

/** Items by the key of a name, so that those of one name are found without comparing each with each. */
export function groupByName<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => DistinguishedName,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = nameKey(nameOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
