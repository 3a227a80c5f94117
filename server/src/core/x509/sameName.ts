import type { DistinguishedName, NameAttribute } from "../pki.ts";

/**
 * Whether two names are the same as OpenSSL compares them (`X509_NAME_cmp`): the case of ASCII letters and the number of
 * blanks do not count.
 */
export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  if (one.text === other.text) return true;
  const [ours, theirs] = [one.relativeNames, other.relativeNames];
  return ours.length === theirs.length && ours.every((set, at) => isSameSet(set, theirs[at] ?? []));
}

function isSameSet(ours: readonly NameAttribute[], theirs: readonly NameAttribute[]): boolean {
  return ours.length === theirs.length && ours.every((own) => theirs.some((other) => isSame(own, other)));
}

function isSame(own: NameAttribute, other: NameAttribute): boolean {
  if (own.type !== other.type) return false;
  return own.value === other.value || canonical(own.value) === canonical(other.value);
}

function canonical(value: string): string {
  return value
    .replace(/^[\t-\r ]+|[\t-\r ]+$/g, "")
    .replace(/[\t-\r ]+/g, " ")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
