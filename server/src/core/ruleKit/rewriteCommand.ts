import { pathOf } from "../cluster/uris.ts";
import { shellWord } from "./shell.ts";

/**
 * A shell command that writes a file anew under another name, and then its content into the file itself, which so keeps its
 * owner and mode. Nobody else has permission to read the new file meanwhile.
 * @param write the command that reads the first path and writes the second, both as a shell takes them.
 */
export function rewriteCommand(uri: string, write: (from: string, to: string) => string): string {
  const path = shellWord(pathOf(uri));
  const copy = shellWord(`${pathOf(uri)}.new`);
  return `(umask 077; ${write(path, copy)} && cat ${copy} > ${path} && rm ${copy})`;
}
