import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { applyEdits, type Language, languageOfPath, languageOfText, maxFileSize } from "../core/index.ts";
import type { ServerVersion } from "../core/model/serverVersion.ts";
import { toUri } from "../disk/fileUri.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { CannotRun, couldNotRun } from "./cannotRun.ts";
import { writeText } from "./fixFile.ts";
import { printed } from "./printed.ts";
import { readNamed } from "./readNamed.ts";
import { createService } from "./serverOptions.ts";
import { toDiff } from "./toDiff.ts";

/** The options of `pgssl format`. */
export interface FormatOptions {
  readonly serverVersion?: ServerVersion;
  readonly language?: Language;
  readonly minimumColumnWidth: number;
  /** Print names only. */
  readonly check?: boolean;
  readonly write?: boolean;
}

/** Formats files, or says which ones are not formatted. Returns the exit status. */
export async function formatFiles(paths: readonly string[], options: FormatOptions): Promise<number> {
  let status = 0;
  for (const path of paths) {
    try {
      const isFormatted = await formatFile(path, options);
      if (!isFormatted && options.check && status === 0) status = 1;
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      process.stderr.write(`pgssl: ${printed(error.message)}\n`);
      status = couldNotRun;
    }
  }
  return status;
}

/** Returns whether the file was formatted before. */
async function formatFile(path: string, options: FormatOptions): Promise<boolean> {
  const bytes = await readNamed(path, maxFileSize);
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) throw new CannotRun(`${path}: cannot be read`);
  const before = decodeText(bytes);
  const language = options.language ?? languageOfPath(resolve(path)) ?? languageOfText(before);
  if (!language)
    throw new CannotRun(`${path}: the name does not say what kind of file it is; use --language`);
  const service = createService([path], options);
  const uri = toUri(path);
  service.settings = { ...service.settings, minimumColumnWidth: options.minimumColumnWidth };
  const document = await service.document(uri, language);
  if (document?.text !== before) throw new CannotRun(`${path}: cannot be read`);
  const after = applyEdits(document.written, (await service.format(uri)) ?? []);
  if (after === before) return true;
  if (options.write) await writeText(path, target, after, bytes, before);
  else process.stdout.write(options.check ? `${printed(path)}\n` : toDiff(path, before, after));
  return false;
}
