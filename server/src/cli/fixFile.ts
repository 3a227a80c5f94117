import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import {
  applyEdits,
  type HostLanguage,
  hostLanguageOfPath,
  type Language,
  type LanguageService,
  maxFileSize,
  SourceDocument,
  toHostLanguage,
  toLanguage,
} from "../core/index.ts";
import { toUri } from "../disk/fileUri.ts";
import { NotSynchronizedError } from "../disk/folder.ts";
import { isWithin } from "../disk/isWithin.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { promptHost } from "../disk/promptHost.ts";
import { FileChangedError, NotReplaceableError, removeLeftovers, replaceFile } from "../disk/writeFiles.ts";
import { CannotRun } from "./cannotRun.ts";
import { toDiff } from "./toDiff.ts";

/** Fixes bring forth others at times; so many rounds are enough for all that is safe. */
const maxRounds = 10;
/** Bytes of a file that is changed, at the most: of one that is larger nothing is checked either. */
const maxBytes = maxFileSize;

/** How files are fixed. */
export interface FixOptions {
  /** Whether the fixed file is written, or only the diff made. */
  readonly mode: "write" | "preview";
  /** The real paths beneath which files may be changed. */
  readonly roots: readonly string[];
  /** Gets the path of a file that is not changed, and why. */
  readonly leaves: (path: string, reason: string) => void;
}

/** The real paths of those that exist, for `FixOptions.roots`. */
export async function realPaths(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => realPath(toUri(path))));
  return found.filter((path) => path !== undefined);
}

async function realPath(uri: string): Promise<string | undefined> {
  const real = await promptHost.realUri(uri);
  return real && fileURLToPath(real);
}

/**
 * Makes the changes of a file that are safe to make without a question, until there are none left, and returns them as a diff (empty where
 * there are none). The service goes on with the new text. The file keeps encoding, line ends, mode and owner.
 * @throws CannotRun when it cannot be written
 */
export async function fixFile(
  service: LanguageService,
  uri: string,
  path: string,
  language: Language | HostLanguage,
  { mode, roots, leaves }: FixOptions,
): Promise<string> {
  const target = await realPath(uri);
  const isSameKind =
    target !== undefined && (!toHostLanguage(language) || hostLanguageOfPath(target) === language);
  const isInside = isSameKind && roots.some((root) => isWithin(target, root));
  if (mode === "write" && isInside) await removeLeftovers(dirname(target));
  const bytes = await promptHost.readFile(uri, maxBytes);
  const document = await service.document(uri, toLanguage(language));
  if (bytes === "too-large") {
    leaves(path, "too large, not changed");
    return "";
  }
  if (!(bytes instanceof Uint8Array) || !document) throw new CannotRun(`${path}: cannot be read`);
  const before = decodeText(bytes);
  if (document.text !== before) throw new CannotRun(`${path}: it changes while it is read`);
  // Of a file that is not the user's no edits are made up, be it named by a link: then what was found in it counts.
  const first = await service.safeEdits(uri);
  if (!isInside || !first) {
    const wrong = first ?? (await service.diagnose(uri)) ?? [];
    if (wrong.length > 0) leaves(path, "outside, not changed");
    return "";
  }
  let { written: lines } = document;
  for (let round = 1; round <= maxRounds; round++) {
    const edits = (await service.safeEdits(uri)) ?? [];
    if (edits.length === 0) break;
    const next = new SourceDocument(uri, language, round, applyEdits(lines, edits));
    service.open(next);
    lines = next.written;
  }
  const after = lines.join("");
  if (after === before) return "";
  try {
    if (mode === "write") await writeText(path, target, after, bytes, before);
  } catch (error) {
    // What is checked then is the file as it is.
    if (toLanguage(language)) service.close(uri);
    else service.open(new SourceDocument(uri, language, 0, before));
    throw error;
  }
  return toDiff(path, before, after);
}

/**
 * Writes a text in the encoding that the file has. `old` is what the file holds, `oldText` what that was decoded to.
 * @throws CannotRun when it cannot be written, or changed meanwhile
 */
export async function writeText(
  path: string,
  target: string,
  text: string,
  old: Uint8Array,
  oldText: string,
): Promise<void> {
  const encoding = (["utf8", "latin1"] as const).find((name) => Buffer.from(oldText, name).equals(old));
  if (!encoding) throw new CannotRun(`${path}: its encoding cannot be kept`);
  const content = Buffer.from(text, encoding);
  if (content.toString(encoding) !== text) throw new CannotRun(`${path}: its encoding cannot be kept`);
  try {
    await replaceFile(target, content, { expected: old, target });
  } catch (error) {
    if (error instanceof FileChangedError)
      throw new CannotRun(`${path}: it changed meanwhile, nothing was written`);
    if (error instanceof NotReplaceableError) throw new CannotRun(error.message);
    if (error instanceof NotSynchronizedError) throw new CannotRun(`${path}: written, but ${error.message}`);
    throw new CannotRun(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
