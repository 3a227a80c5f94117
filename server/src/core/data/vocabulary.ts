import { authMethods } from "./authMethods.ts";
import { authOptions } from "./authOptions.ts";
import { connectionKeywords } from "./connectionKeywords.ts";
import { connectionTypes } from "./connectionTypes.ts";
import { hbaKeywords } from "./hbaKeywords.ts";
import { settingRows } from "./settings.generated.ts";
import { addedIn19 } from "./settings19.ts";

/** PostgreSQL's own words. They are collected at the first question: most clusters have nothing to hide. */
export class Vocabulary {
  #words: ReadonlySet<string> | undefined;

  /** Whether a word in small letters is a name of a setting, a method, an option, a keyword, a value of these, or a part of one. */
  has(word: string): boolean {
    this.#words ??= collect();
    return this.#words.has(word);
  }
}

function collect(): ReadonlySet<string> {
  return new Set(
    [
      ...[...settingRows(), ...addedIn19].flatMap(({ name, values = [], hiddenValues = [] }) => [
        name,
        ...values,
        ...hiddenValues,
      ]),
      ...authMethods.map(({ name }) => name),
      ...authOptions.flatMap(({ name, values = [] }) => [name, ...values.map(({ text }) => text)]),
      ...connectionKeywords.flatMap(({ name, values = [] }) => [name, ...values.map(({ text }) => text)]),
      ...connectionTypes.map(({ name }) => name),
      ...hbaKeywords.map(({ name }) => name),
      ...["true", "false", "include", "include_dir", "include_if_exists"],
    ].flatMap((known) => [known, ...known.split(/[^\p{L}\p{N}_]+/u)].map((part) => part.toLowerCase())),
  );
}
