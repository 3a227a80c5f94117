import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Returns a folder, which is made first unless it is there. It appears whole or not at all, since it is made under another name and
 * renamed; another process that makes the same folder at the same time does no harm.
 */
export async function madeOnce(folder: string, make: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(join(dirname(folder), ".partial-"));
  try {
    await make(partial);
    await rename(partial, folder).catch((error) => {
      if (!existsSync(folder)) throw error; // else another process was quicker, and its folder serves as well
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

/** The same for a folder that is named after what it was made from: removes those that were made from something else, a day ago. */
export async function madeAnew(folder: string, make: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await madeOnce(folder, make);
  const day = 86_400_000;
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > day) await rm(path, { recursive: true, force: true });
  }
  return folder;
}
