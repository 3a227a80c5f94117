import { authMethods } from "./authMethods.ts";
import { authOptions } from "./authOptions.ts";
import { connectionTypes } from "./connectionTypes.ts";
import { hbaKeywords } from "./hbaKeywords.ts";
import { settingRows } from "./settings.generated.ts";
import { addedIn19 } from "./settings19.ts";

const words: ReadonlySet<string> = new Set(
  [
    ...[...settingRows(), ...addedIn19].flatMap(({ name, values = [], hiddenValues = [] }) => [
      name,
      ...values,
      ...hiddenValues,
    ]),
    ...authMethods.map(({ name }) => name),
    ...authOptions.flatMap(({ name, values = [] }) => [name, ...values.map(({ text }) => text)]),
    ...connectionTypes.map(({ name }) => name),
    ...hbaKeywords.map(({ name }) => name),
    ...["true", "false", "include", "include_dir", "include_if_exists"],
  ].flatMap((known) => [known, ...known.split(/[^\p{L}\p{N}_]+/u)].map((part) => part.toLowerCase())),
);

/** Whether a word in small letters is PostgreSQL's own: a name of a setting, a method, an option, a keyword or a value of these. */
export function isVocabulary(word: string): boolean {
  return words.has(word);
}
