import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { applyEdits } from "../core/index.ts";
import { splitLines } from "../core/model/lines.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { type FileToWrite, writeTogether } from "../disk/writeTogether.ts";
import { readBytes, type SetupContext } from "./context.ts";
import { type ConfigurationEdit, SetupProblem } from "./plan.ts";

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
    const changed = applyEdits(splitLines(text), own);
    const content = Buffer.from(changed, bytes ? encoding : "utf8");
    // Other characters than those of ISO 8859-1 would be cut to a byte: U+010A to a line break, for one.
    if (decodeText(content) !== changed && content.toString("latin1") !== changed)
      throw new SetupProblem(
        `${path} is not in UTF-8, and has no place for all characters of what is to be written`,
      );
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
