import { applyEdits } from "../core/index.ts";
import { splitLines } from "../core/model/lines.ts";
import { toUri } from "../disk/fileUri.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { findPlace, type Place } from "../disk/place.ts";
import { type FileToWrite, writeTogether } from "../disk/writeTogether.ts";
import { toProblem } from "./applySetup.ts";
import { readBytes, type SetupContext } from "./context.ts";
import { type ConfigurationEdit, SetupProblem } from "./plan.ts";

/**
 * Makes a plan's edits in the files, all or none; each keeps its mode and owner, and its encoding. For whoever has no editor.
 * `places` are those of the plan.
 * @throws SetupProblem, or the system's error
 */
export async function applyConfiguration(
  context: SetupContext,
  edits: readonly ConfigurationEdit[],
  places: ReadonlyMap<string, Place>,
): Promise<void> {
  const files: FileToWrite[] = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    const bytes = await readBytes(context, path);
    const text = decodeText(bytes ?? new Uint8Array());
    const shown = await context.service.document(toUri(path));
    if (bytes && shown?.text !== text)
      throw new SetupProblem(`${path} was changed meanwhile; its configuration was not changed`);
    const encoding = bytes && Buffer.from(text, "utf8").equals(bytes) ? "utf8" : "latin1";
    const changed = applyEdits(splitLines(text), own);
    const content = Buffer.from(changed, bytes ? encoding : "utf8");
    // Other characters than those of ISO 8859-1 would be cut to a byte: U+010A to a line break, for one.
    if (decodeText(content) !== changed && content.toString("latin1") !== changed)
      throw new SetupProblem(
        `${path} is not in UTF-8, and has no place for all characters of what is to be written`,
      );
    const place = places.get(path) ?? (await findPlace(path));
    const { user, group } = place.folder;
    files.push({
      path,
      content,
      place,
      // A new file is like those beside it: for the server's user alone.
      ...(bytes
        ? { expected: bytes }
        : { mode: 0o600, ...(process.getuid?.() === 0 && { owner: { user, group } }) }),
    });
  }
  await writeTogether(files).catch((error) => {
    throw toProblem(error, "The configuration was not changed");
  });
}
