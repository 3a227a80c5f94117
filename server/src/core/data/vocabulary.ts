import { once } from "../model/once.ts";
import { authMethods } from "./authMethods.ts";
import { authOptions } from "./authOptions.ts";
import { connectionKeywords } from "./connectionKeywords.ts";
import { connectionTypes } from "./connectionTypes.ts";
import { hbaKeywords } from "./hbaKeywords.ts";
import { settingRows } from "./settings.generated.ts";
import { addedIn19 } from "./settings19.ts";

/** PostgreSQL's own words, in small letters: the names of settings, methods, options and keywords, values of these, and parts of them. */
export const vocabulary: () => ReadonlySet<string> = once(
  () =>
    new Set(
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
    ),
);
