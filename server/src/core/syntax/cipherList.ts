import { cipherSuites, emptyCipherWords } from "../data/tlsCiphers.generated.ts";
import { once } from "../model/once.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";

/** One word of a cipher list. */
export interface CipherWord {
  /** Offset of the first character after a leading `!`, `-` or `+`. */
  readonly start: number;
  readonly text: string;
  readonly operator: "add" | "kill" | "delete" | "order";
  /** `false`: OpenSSL skips the word, or the whole of `A+B` when one part is unknown. */
  readonly isKnown: boolean;
}

/** A cipher list as OpenSSL reads it (its manual, `ciphers`). */
export interface CipherList {
  readonly words: readonly CipherWord[];
  /** Offset of the first character that no list may have: OpenSSL refuses the whole. */
  readonly errorAt?: number;
  /** What is left of TLS 1.2 and older in OpenSSL 3, in no certain order. */
  readonly suites: ReadonlySet<string>;
  /** The last `@SECLEVEL`, which counts. */
  readonly level?: number;
}

const isSeparator = (character: string | undefined) => character !== undefined && ":;, ".includes(character);

/** The words that nothing may precede, with what they mean. */
const openings: readonly (readonly [string, readonly string[]])[] = [
  ["DEFAULT", ["ALL", "!COMPLEMENTOFDEFAULT", "!eNULL"]],
  ["SUITEB128ONLY", ["SUITEB128ONLY"]],
  ["SUITEB128C2", ["SUITEB128"]],
  ["SUITEB128", ["SUITEB128"]],
  ["SUITEB192", ["SUITEB192"]],
];

/** Reads a list of ciphers and works out what it means; from 3.5 on IANA's names count too (tried with 3.0.19 and 3.5.8). */
export function readCipherList(text: string, family: OpenSslFamily = "3"): CipherList {
  const hasStandardNames = family === "3.5";
  const readPart = hasStandardNames ? /^[A-Za-z0-9.=_-]*/ : /^[A-Za-z0-9.=-]*/;
  const words: CipherWord[] = [];
  const state = { suites: new Set<string>(), killed: new Set<string>() };
  let errorAt: number | undefined;
  let level: number | undefined;
  let offset = 0;
  const opening = openings.find(([word]) => text.startsWith(word));
  if (opening) {
    for (const word of opening[1])
      apply(state, word.startsWith("!") ? "kill" : "add", [word.replace("!", "")]);
    words.push({ start: 0, text: opening[0], operator: "add", isKnown: true });
    offset = opening[0].length;
    // A Suite B word replaces the whole list.
    if (opening[0] !== "DEFAULT") return { words, suites: state.suites };
  }
  while (offset < text.length) {
    if (isSeparator(text[offset])) {
      offset++;
      continue;
    }
    const sign = text[offset] ?? "";
    const operator = operators[sign] ?? "add";
    if (sign in operators || sign === "@") offset++;
    const start = offset;
    const parts: string[] = [];
    let isKnown = true;
    for (;;) {
      const written = readPart.exec(text.slice(offset))?.[0] ?? "";
      const part = (hasStandardNames ? ownNames().get(written) : undefined) ?? written;
      offset += written.length;
      if (part === "") {
        errorAt ??= offset;
        offset++;
        break;
      }
      if (sign === "@") {
        const [, digit] = /^SECLEVEL=([0-5])$/.exec(part) ?? [];
        if (digit) level = Number(digit);
        else if (part !== "STRENGTH") errorAt ??= start;
        break;
      }
      parts.push(part);
      isKnown = members().has(part) && !part.startsWith("SUITEB");
      if (!isKnown || text[offset] !== "+") break;
      offset++;
    }
    if (sign === "@" || !isKnown) while (offset < text.length && !isSeparator(text[offset])) offset++;
    if (sign !== "@" && parts.length > 0) {
      words.push({ start, text: text.slice(start, offset), operator, isKnown });
      if (isKnown) apply(state, operator, parts);
    }
  }
  return {
    words,
    suites: state.suites,
    ...(errorAt !== undefined && { errorAt }),
    ...(level !== undefined && { level }),
  };
}

const operators: Readonly<Record<string, CipherWord["operator"]>> = {
  "!": "kill",
  "-": "delete",
  "+": "order",
};

const members = once<ReadonlyMap<string, ReadonlySet<string>>>(() => {
  const map = new Map<string, Set<string>>(emptyCipherWords.split(" ").map((word) => [word, new Set()]));
  for (const [suite, words] of cipherSuites()) {
    for (const word of [suite, ...words]) {
      const known = map.get(word) ?? new Set();
      map.set(word, known.add(suite));
    }
  }
  return map;
});

/** OpenSSL's names of suites by those of IANA. */
export const ownNames = once<ReadonlyMap<string, string>>(
  () => new Map(cipherSuites().map(([suite, , standardName]) => [standardName, suite])),
);

/** Whether OpenSSL knows a word of a list by its own name. */
export function isCipherWord(word: string): boolean {
  return members().has(word);
}

function apply(
  state: { suites: Set<string>; killed: Set<string> },
  operator: CipherWord["operator"],
  parts: readonly string[],
): void {
  const [first, ...others] = parts.map((part) => members().get(part) ?? new Set<string>());
  for (const suite of first ?? []) {
    if (!others.every((set) => set.has(suite))) continue;
    if (operator === "add" && !state.killed.has(suite)) state.suites.add(suite);
    if (operator === "delete" || operator === "kill") state.suites.delete(suite);
    if (operator === "kill") state.killed.add(suite);
  }
}
