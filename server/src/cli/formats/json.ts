import { toJson } from "../printed.ts";
import type { Format } from "./format.ts";

/** One JSON object whose `files` are written as they are checked. */
export function json(): Format {
  let separator = "\n";
  return {
    start: '{"files":[',
    file({ shown: _, ...file }) {
      const before = separator;
      separator = ",\n";
      return before + toJson(file);
    },
    end: () => "\n]}\n",
  };
}
