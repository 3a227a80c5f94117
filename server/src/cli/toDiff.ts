import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** The lines in which two texts differ, as `diff -u` writes them without lines around; `patch` reads it. */
export function toDiff(path: string, before: string, after: string): string {
  const options = { context: 0, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, options);
}
