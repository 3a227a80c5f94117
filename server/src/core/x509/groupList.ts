import { listWords } from "../cluster/sslSettings.ts";
import { findTlsGroup } from "../data/tlsGroups.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";

/** What is wrong in a list of groups, and where: a word, or the whole list where `text` is empty. */
export interface WrongGroup {
  readonly text: string;
  readonly start: number;
  readonly why: string;
  /** A name that OpenSSL does not know, which may be a slip. */
  readonly isUnknown?: true;
}

/** The first word of `ssl_groups` that OpenSSL is sure to refuse. */
export function wrongGroup(value: string, family: OpenSslFamily): WrongGroup | undefined {
  if (family === "1.1.1") return wrongName(value);
  return wrongElement(value) ?? (family === "3" ? laterGroup(value) : undefined);
}

/** 1.1.1: names as they are spelt, each once. */
function wrongName(value: string): WrongGroup | undefined {
  const seen = new Set<unknown>();
  for (const word of listWords(value, ":")) {
    const found = findTlsGroup(word.text, "1.1.1");
    if (word.text === "") return { ...word, why: emptyName };
    if (!found) return { ...word, why: unknownName(word.text, "1.1.1"), isUnknown: true };
    if (!found.exact)
      return {
        ...word,
        why: `OpenSSL 1.1.1 does not know this spelling; write ${found.group.names.join(" or ")}.`,
      };
    if (seen.has(found.group))
      return { ...word, why: `The group ${word.text} is in the list twice; remove one.` };
    seen.add(found.group);
  }
  return undefined;
}

/** A group that 3.0 to 3.4 do not know, in a list without the marks of later releases. */
function laterGroup(value: string): WrongGroup | undefined {
  const word = listWords(value, ":").find(({ text }) => findTlsGroup(text, "3.5")?.group.since === "3.5");
  return (
    word && {
      ...word,
      why: `OpenSSL 3.0 to 3.4 do not know the group ${word.text}; remove it, or use OpenSSL 3.5 (pgssl.openssl).`,
    }
  );
}

/** Key shares that are left when all of a list is read. */
const maxShares = 4;

/**
 * What 3.5 and later refuse: their lists are separated by colons and slashes, names have marks before them (`?` may be unknown,
 * `*` with a key share, `-` not), and `DEFAULT` means a list of its own (manual of `SSL_CTX_set1_groups_list`; the details
 * were measured with 3.5.9 and 3.6.5). All that 3.0 accepts is valid there; what 3.0 to 3.4 refuse besides depends on the release, and most
 * who leave the family at `3` do not know theirs.
 */
function wrongElement(value: string): WrongGroup | undefined {
  const groups = readElements(value);
  if (!(groups instanceof Map)) return groups;
  const shares = [...groups.values()].filter(Boolean).length;
  if (shares <= maxShares) return undefined;
  return {
    text: "",
    start: 0,
    why: `The list has ${shares} key shares (*), but OpenSSL permits ${maxShares}; remove some.`,
  };
}

/** Whether 3.5 and later take a list that leaves no group, be it that it names none or that it takes all out again. */
export function leavesNoGroup(value: string): boolean {
  const groups = readElements(value);
  return groups instanceof Map && groups.size === 0;
}

/**
 * The groups that a list of 3.5 and later leaves, and whether each has a key share, or the first word that they refuse. Of what
 * may be unknown only the name is kept, for a later release may know it.
 */
function readElements(value: string): Map<unknown, boolean> | WrongGroup {
  const groups = new Map<unknown, boolean>();
  if (value.trim() === "") return groups;
  for (const word of listWords(value, /[:/]/)) {
    const [, marks = "", name = ""] = /^([?*-]*)(.*)$/s.exec(word.text) ?? [];
    if (name === "") return { ...word, why: emptyName };
    const twice = [...marks].find((mark, at) => marks.indexOf(mark) < at);
    if (twice) return { ...word, why: `The mark ${twice} is twice before ${name}; remove one.` };
    const isDefault = name.toLowerCase() === "default";
    if (isDefault && marks) return { ...word, why: "DEFAULT cannot have a mark before it; remove the mark." };
    const found = findTlsGroup(name, "3.5")?.group;
    if (!isDefault && !found && (!marks.includes("?") || name.length > maxNameLength))
      return { ...word, why: unknownName(name, "3"), isUnknown: true };
    const named = [found ?? name.toLowerCase(), found !== undefined && marks.includes("*")] as const;
    if (marks.includes("-")) groups.delete(named[0]);
    else
      for (const [group, isShared] of isDefault ? defaultGroups : [named]) {
        if (!groups.has(group)) groups.set(group, isShared);
      }
  }
  return groups;
}

/** Characters of a name, beyond which not even `?` helps. */
const maxNameLength = 63;

/** The groups that `DEFAULT` means, as far as they count here. */
const defaultGroups = [
  "*X25519MLKEM768",
  "*X25519",
  "P-256",
  "X448",
  "P-384",
  "P-521",
  "ffdhe2048",
  "ffdhe3072",
].map((word) => [findTlsGroup(word.replace("*", ""), "3.5")?.group, word.startsWith("*")] as const);

const emptyName = "The list has an empty name; remove the extra separator.";

const unknownName = (name: string, family: OpenSslFamily) =>
  `OpenSSL ${family} does not know the group "${name.slice(0, 40)}"; correct it, or separate names with colons.`;
