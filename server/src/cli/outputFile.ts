import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Severity } from "../core/model/diagnostic.ts";
import { createFile, NotReplaceableError, replaceFile } from "../disk/writeFiles.ts";
import { CannotRun } from "./cannotRun.ts";
import type { CheckedFile } from "./checkedFile.ts";
import type { Format, FormatMaker } from "./formats/format.ts";
import type { FormatName } from "./formats/index.ts";
import { outputTo } from "./output.ts";

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

  constructor(path: string, make: FormatMaker, fails: (severity: Severity) => boolean) {
    this.#path = path;
    this.#format = make(outputTo({}, "never"), fails);
    this.usesShown = this.#format.usesShown === true;
    this.usesClusters = this.#format.usesClusters === true;
  }

  add(file: CheckedFile): void {
    this.#parts.push(this.#format.file(file));
  }

  /** @throws CannotRun */
  write(): Promise<void> {
    return writeReport(this.#path, [this.#format.start, ...this.#parts, this.#format.end()].join(""));
  }
}

/** Writes a file at once, over one that is there. @throws CannotRun */
export async function writeReport(path: string, text: string): Promise<void> {
  const whole = resolve(path);
  try {
    const old = await readFile(whole).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (old) await replaceFile(whole, text, { expected: old });
    else await createFile(whole, text, 0o666 & ~process.umask());
  } catch (error) {
    const reason =
      error instanceof NotReplaceableError ? error.message : (error as NodeJS.ErrnoException).code;
    throw new CannotRun(`${path}: cannot be written (${reason})`);
  }
}
