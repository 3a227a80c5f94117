import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { splitLines } from "../core/model/lines.ts";
import { decodeText } from "../node/nodeHost.ts";
import { type FileToWrite, writeTogether } from "../node/writeTogether.ts";
import { readBytes, type SetupContext } from "./context.ts";
import type { ConfigurationEdit } from "./plan.ts";

/**
 * Makes a plan's edits in the files, all or none; each keeps its mode and owner, and its encoding. For whoever has no editor.
 * @throws SetupProblem, or the system's error
 */
export async function applyConfiguration(
  context: SetupContext,
  edits: readonly ConfigurationEdit[],
): Promise<void> {
  const files: FileToWrite[] = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    const bytes = await readBytes(context, path);
    const text = decodeText(bytes ?? new Uint8Array());
    const encoding = bytes && Buffer.from(text, "utf8").equals(bytes) ? "utf8" : "latin1";
    const content = Buffer.from(editText(text, own), bytes ? encoding : "utf8");
    // A new file is like those beside it: for the server's user alone.
    const { mode, uid, gid } = await stat(bytes ? path : dirname(path));
    files.push({
      path,
      content,
      mode: bytes ? mode & 0o7777 : 0o600,
      ...(process.getuid?.() === 0 && { owner: { user: uid, group: gid } }),
      ...(bytes && { expected: bytes }),
    });
  }
  await writeTogether(files);
}

/** The text after edits that were found in it; of several at one place the first comes first. */
export function editText(
  text: string,
  edits: readonly Pick<ConfigurationEdit, "place" | "newText">[],
): string {
  const starts: number[] = [0];
  for (const line of splitLines(text)) starts.push((starts.at(-1) ?? 0) + line.length);
  const placed = edits.map(({ place: { line, span }, newText }, order) => {
    const start = starts[line] ?? 0;
    return { from: start + span.start, to: start + span.end, newText, order };
  });
  placed.sort((a, b) => b.from - a.from || b.order - a.order);
  let result = text;
  for (const { from, to, newText } of placed) result = result.slice(0, from) + newText + result.slice(to);
  return result;
}
