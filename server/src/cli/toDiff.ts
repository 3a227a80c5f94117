import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { printed, printedDiff } from "./printed.ts";

/** The lines in which two texts differ, as `diff -u` writes them without lines around; `patch` reads it. */
export function toDiff(path: string, before: string, after: string): string {
  const options = { context: 0, headerOptions: FILE_HEADERS_ONLY };
  const name = printed(path);
  return printedDiff(createTwoFilesPatch(name, name, before, after, undefined, undefined, options));
}
