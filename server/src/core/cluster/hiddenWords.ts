import { vocabulary } from "../data/vocabulary.ts";
import { secretTextOf } from "../syntax/secrets.ts";
import { maskedRecord, recordStart, secretsOf } from "./recordSecrets.ts";
import type { Records } from "./records.ts";

/** The words of files that are not the user's, by URI. */
export type ForeignFiles = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The words that no message, hover, list or tree of a cluster may show: those of files that are not the user's, and secrets in any
 * file. Words of PostgreSQL's own vocabulary are none of them, nor are words of foreign files that the user's own files have too.
 */
export class HiddenWords {
  readonly #members: ReadonlyMap<string, Records>;
  readonly #foreign: ForeignFiles;
  #secrets: ReadonlySet<string> | undefined;

  constructor(members: ReadonlyMap<string, Records>, foreign: ForeignFiles) {
    this.#members = members;
    this.#foreign = foreign;
  }

  /** Whether a file is not the user's, so that nothing of it is shown. */
  isForeign(uri: string): boolean {
    return this.#foreign.has(uri);
  }

  /** Whether there is nothing to hide. */
  get isNothing(): boolean {
    return this.#foreign.size === 0 && this.#secretWords().size === 0;
  }

  /** Whether a text holds a hidden word. A text that was cut short holds a word if it holds its beginning. */
  occurIn(text: string): boolean {
    return this.#hold(text, [this.#secretWords(), ...this.#foreign.values()]);
  }

  /** The same, of words of foreign files alone. */
  foreignOccurIn(text: string): boolean {
    return this.#hold(text, [...this.#foreign.values()]);
  }

  #hold(text: string, hidden: readonly ReadonlySet<string>[]): boolean {
    if (hidden.every(({ size }) => size === 0)) return false;
    for (const word of wordsOf(text))
      if (hidden.some((words) => words.has(word)) && !this.#isShownAnyway(word)) return true;
    for (const [, beginning = ""] of text
      .toLowerCase()
      .matchAll(/(?<![^\s"'`,=])([^\s"'`,=]{3,})(?:\.\.\.|…)/gu)) {
      if (vocabulary().has(beginning)) continue;
      const begins = (words: ReadonlySet<string>) => [...words].some((word) => word.startsWith(beginning));
      if (hidden.some(begins) && !this.#isShownAnyway(beginning)) return true;
    }
    return false;
  }

  /** Whether the user's own files have a word where it is no secret. */
  #isShownAnyway(word: string): boolean {
    for (const [uri, { document, entries }] of this.#members) {
      if (this.#foreign.has(uri)) continue;
      for (const [line, text] of document.lines.entries()) {
        if (!text.toLowerCase().includes(word)) continue;
        const start = recordStart(entries, line);
        if (!entries[start]?.summary?.mayHoldSecret && !entries[start]?.summary?.host) return true;
        if (maskedRecord(document, entries, start).toLowerCase().includes(word)) return true;
      }
    }
    return false;
  }

  #secretWords(): ReadonlySet<string> {
    this.#secrets ??= new Set([...this.#members.values()].flatMap((records) => [...secretWordsOf(records)]));
    return this.#secrets;
  }
}

function* secretWordsOf({ document, entries, marked }: Records): Iterable<string> {
  for (const line of marked) {
    const { summary } = entries[line] ?? {};
    if (!summary?.mayHoldSecret && !summary?.host) continue;
    const { text, spans } = secretsOf(document, entries, line);
    for (const { start, end } of spans) yield* wordsOf(withoutPaths(text.slice(start, end)));
    const { setting } = summary;
    if (setting && spans.some(({ end }) => end > setting.valueSpan.start))
      yield* wordsOf(withoutPaths(secretTextOf(setting.name, setting.value))); // without its escapes
  }
}

/** Programs and files in a command are no secrets, but what it prints may be. */
function withoutPaths(command: string): string {
  return command.replace(/(?<=^|[\s'"])[-.]*\/\S*/g, " ");
}

/** Characters of the shortest word that is worth hiding. */
const shortest = 3;

/** The words of a text in small letters, and what they are joined to by signs; PostgreSQL's own words are left out. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  const add = (word: string) => {
    if (word.length >= shortest && !vocabulary().has(word)) words.add(word);
  };
  for (const [run] of text.toLowerCase().matchAll(/[^\s"'`,=]+/gu)) {
    add(run);
    for (const [word] of run.matchAll(/[\p{L}\p{N}_]+/gu)) add(word);
  }
  return words;
}
