import { vocabulary } from "../../data/vocabulary.ts";
import { maxVariable } from "../limits.ts";
import type { Neighbours } from "../neighbours.ts";
import { readDotenv } from "../strings/readDotenv.ts";
import type { Variables } from "./interpolate.ts";

/** The variables of a file, the last of several of one name. */
export interface DotenvVariables {
  has(name: string): boolean;
  /** `undefined` for a value that names others, or is very long. */
  get(name: string): string | undefined;
}

/** The variables of a file of them; a value that is too long to be filled in is noted where it is wanted. */
export function dotenvVariables(path: string, neighbours: Neighbours): DotenvVariables {
  const values = neighbours.made(
    "variables",
    path,
    (file) =>
      new Map(
        typeof file === "string"
          ? []
          : readDotenv(file.text).map(({ name, value }) => [name.text, value.text]),
      ),
  );
  return {
    has: (name) => values.has(name),
    get(name) {
      const value = values.get(name);
      const isLong = value !== undefined && value.length > maxVariable;
      if (isLong) neighbours.leaveOut("variable");
      return isLong || value?.includes("$") ? undefined : value;
    },
  };
}

/**
 * Those variables whose values may be written into a file of ours, and so into messages: such files hold secrets, so that only
 * PostgreSQL's own words and numbers come from them.
 */
export function shownVariables(variables: Variables): Variables {
  return (name) => {
    const value = variables(name);
    return value !== undefined && isShown(value) ? value : undefined;
  };
}

function isShown(value: string): boolean {
  return value
    .toLowerCase()
    .split(/[\s"'=,:]+/)
    .every((word) => /^-{0,2}\d{0,6}$/.test(word) || vocabulary().has(word.replace(/^--?/, "")));
}
