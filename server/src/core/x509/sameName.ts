import type { DistinguishedName } from "../pki.ts";

/**
 * Whether two names are the same as OpenSSL compares them (`X509_NAME_cmp`): the case of ASCII letters and the number of
 * blanks do not count.
 */
export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return one.canonical === other.canonical;
}

/** Items by the canonical form of a name, so that those of one name are found without comparing each with each. */
export function groupByName<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => DistinguishedName,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = nameOf(item).canonical;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
