import { readFile } from "node:fs/promises";
import { applyEdits, type Language, type LanguageService, SourceDocument } from "../core/index.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { FileChangedError, replaceFile } from "../disk/writeFiles.ts";
import { CannotRun } from "./cannotRun.ts";
import { toDiff } from "./toDiff.ts";

/** Fixes bring forth others at times; so many rounds are enough for all that is safe. */
const maxRounds = 10;

/** Whether the fixed file is written, or only the diff made. */
export type FixMode = "write" | "preview";

/**
 * Makes the changes of a file that are safe to make without a question, until there are none left, and returns them as a diff (empty where
 * there are none). The service goes on with the new text. The file keeps encoding, line ends, mode and owner.
 * @throws CannotRun when it cannot be written
 */
export async function fixFile(
  service: LanguageService,
  uri: string,
  path: string,
  language: Language,
  mode: FixMode,
): Promise<string> {
  const bytes = await readFile(path).catch(() => undefined);
  const document = await service.document(uri, language);
  if (!bytes || !document) throw new CannotRun(`${path}: cannot be read`);
  const before = decodeText(bytes);
  if (document.text !== before) throw new CannotRun(`${path}: it changes while it is read`);
  let { lines } = document;
  for (let round = 1; round <= maxRounds; round++) {
    const edits = (await service.safeEdits(uri)) ?? [];
    if (edits.length === 0) break;
    const next = new SourceDocument(uri, language, round, applyEdits(lines, edits));
    service.open(next);
    lines = next.lines;
  }
  const after = lines.join("");
  if (after === before) return "";
  if (mode === "write") await write(path, after, bytes, before);
  return toDiff(path, before, after);
}

async function write(path: string, text: string, old: Buffer, oldText: string): Promise<void> {
  const encoding = (["utf8", "latin1"] as const).find((name) => Buffer.from(oldText, name).equals(old));
  if (!encoding) throw new CannotRun(`${path}: its encoding cannot be kept`);
  try {
    await replaceFile(path, Buffer.from(text, encoding), { expected: old });
  } catch (error) {
    if (error instanceof FileChangedError)
      throw new CannotRun(`${path}: it changed meanwhile, nothing was written`);
    throw new CannotRun(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
