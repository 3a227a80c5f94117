import type { FileFacts } from "../cluster/cluster.ts";
import { pathOf } from "../cluster/uris.ts";
import type { FileStat } from "../host.ts";
import { formatMode } from "../model/fileMode.ts";

/** What a change of permission bits makes different, in words. */
export function modeChanges(stat: FileStat | undefined, mode: number): string[] {
  const next = formatMode(mode);
  return [stat?.mode === undefined ? `mode ${next}` : `mode ${formatMode(stat.mode)} becomes ${next}`];
}

/** The path of a file as a shell takes it. */
export function shellPath({ file }: { readonly file: Pick<FileFacts, "uri" | "path"> }): string {
  return shellWord(file.uri ? pathOf(file.uri) : file.path);
}

/** A word as a shell takes it. */
export function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
