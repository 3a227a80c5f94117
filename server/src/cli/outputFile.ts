import { readFile, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { createFile, NotReplaceableError, replaceFile } from "../disk/writeFiles.ts";
import { CannotRun } from "./cannotRun.ts";
import type { CheckedFile } from "./checkedFile.ts";
import type { Format } from "./formats/format.ts";
import type { FormatName } from "./formats/index.ts";

/** A value of `check --output`. */
export interface OutputFile {
  readonly format: FormatName;
  readonly path: string;
}

/** Findings in a format that go to a file. */
export class FileOutput {
  readonly usesShown: boolean;
  readonly usesClusters: boolean;
  readonly #path: string;
  readonly #format: Format;
  readonly #parts: string[] = [];

  constructor(path: string, format: Format) {
    this.#path = path;
    this.#format = format;
    this.usesShown = format.usesShown === true;
    this.usesClusters = format.usesClusters === true;
  }

  add(file: CheckedFile): void {
    this.#parts.push(this.#format.file(file));
  }

  /** @throws CannotRun */
  write(): Promise<void> {
    return writeReport(this.#path, [this.#format.start, ...this.#parts, this.#format.end()].join(""));
  }
}

/**
 * Refuses files for reports where one would go over another, or over a file that is checked: returns what is to be called with the path
 * of each of these before anything is written. @throws CannotRun
 */
export async function protectFrom(reports: readonly string[]): Promise<(checked: string) => Promise<void>> {
  const written = new Set<string>();
  for (const path of reports) {
    const real = await realPath(path);
    if (written.has(real)) throw new CannotRun(`${path}: two reports cannot go to one file`);
    written.add(real);
  }
  return async (checked) => {
    if (written.size > 0 && written.has(await realPath(checked)))
      throw new CannotRun(`${checked}: this file is checked, so that no report can go there`);
  };
}

const realPath = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/**
 * Writes a file at once, over one that is there. A link is followed within its folder alone: who writes a repository could lead a report with
 * words of theirs to any file of the user. @throws CannotRun
 */
export async function writeReport(path: string, text: string): Promise<void> {
  const whole = resolve(path);
  try {
    const found = await stat(whole).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    const [target, folder] = [await realPath(whole), await realPath(dirname(whole))];
    const isDevice = whole.startsWith("/dev/");
    if (found && !isDevice && !target.startsWith(join(folder, sep)))
      throw new CannotRun(`${path}: cannot be written (a link to ${target}); name that file`);
    // A pipe or a device is not replaced, nor what standard output goes to.
    if (found && (!found.isFile() || isDevice)) return await writeFile(whole, text, { flag: "a" });
    if (found) await replaceFile(whole, text, { expected: await readFile(whole), target });
    else await createFile(whole, text, 0o666 & ~process.umask());
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const reason =
      error instanceof NotReplaceableError ? error.message : (error as NodeJS.ErrnoException).code;
    throw new CannotRun(`${path}: cannot be written (${reason})`);
  }
}
