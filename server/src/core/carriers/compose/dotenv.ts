import { Vocabulary } from "../../data/vocabulary.ts";
import type { Neighbours } from "../neighbours.ts";
import { readDotenv } from "../strings/readDotenv.ts";
import type { Variables } from "./interpolate.ts";

/** Characters of the longest value that is filled in: paths have no more (PATH_MAX of Linux). */
const maxValue = 4096;

/**
 * The variables of a file of them; the last of several counts, and the value of one that names others, or is very long, is not
 * known.
 */
export function dotenvVariables(
  path: string,
  neighbours: Neighbours,
): ReadonlyMap<string, string | undefined> {
  return neighbours.made("variables", path, (file) => {
    if (typeof file === "string") return new Map();
    return new Map(
      readDotenv(file.text).map(({ name, value: { text } }) => [
        name.text,
        text.includes("$") || text.length > maxValue ? undefined : text,
      ]),
    );
  });
}

/**
 * Those variables whose values may be written into a file of ours, and so into messages: such files hold secrets, so that only
 * PostgreSQL's own words and numbers come from them.
 */
export function shownVariables(variables: Variables): Variables {
  const vocabulary = new Vocabulary();
  return (name) => {
    const value = variables(name);
    return value !== undefined && isShown(value, vocabulary) ? value : undefined;
  };
}

function isShown(value: string, vocabulary: Vocabulary): boolean {
  return value
    .toLowerCase()
    .split(/[\s"'=,:]+/)
    .every((word) => /^-{0,2}\d{0,6}$/.test(word) || vocabulary.has(word.replace(/^--?/, "")));
}
