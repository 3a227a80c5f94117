import { access, chmod, chown, constants, readFile, realpath, stat, symlink, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileAction, FilePart, FileState, LinkFiles, RewriteFile } from "../core/model/fileAction.ts";
import { FileChangedError, replaceFile, syncFolder } from "./writeFiles.ts";

/** Whether this process has the right to an action. Windows has no modes and owners. */
export async function mayAct(action: FileAction): Promise<boolean> {
  const user = process.getuid?.();
  if (user === undefined) return false;
  if (user === 0) return true;
  const path = fileURLToPath(action.uri);
  try {
    switch (action.kind) {
      case "set-owner":
        return false;
      case "set-mode":
        return (await stat(path)).uid === user;
      case "link-files":
        await access(path, constants.W_OK);
        return true;
      case "rewrite-file":
        await access(dirname(await realpath(path)), constants.W_OK);
        return (await stat(path)).uid === user; // the new file is to have the same owner
    }
  } catch {
    return false;
  }
}

/**
 * Does what a fix offers, and returns where the old file is kept, if it is.
 * @throws FileChangedError or the system's error; then nothing was changed.
 */
export async function act(action: FileAction): Promise<string | undefined> {
  const path = fileURLToPath(action.uri);
  switch (action.kind) {
    case "set-mode":
      await chmod(path, action.mode);
      if (((await stat(path)).mode & 0o7777) !== action.mode) throw new Error("The mode did not stay.");
      return undefined;
    case "set-owner":
      await chown(path, action.owner, (await stat(path)).gid);
      return undefined;
    case "link-files":
      await linkAll(path, action.links);
      return undefined;
    case "rewrite-file":
      return rewrite(path, action);
  }
}

/** Makes all links or none. */
async function linkAll(folder: string, links: LinkFiles["links"]): Promise<void> {
  const made: string[] = [];
  try {
    for (const { name, target } of links) {
      await symlink(target, join(folder, name));
      made.push(join(folder, name));
    }
  } catch (error) {
    for (const path of made) await unlink(path);
    throw error;
  }
  await syncFolder(folder);
}

async function rewrite(
  path: string,
  { uri, parts, sources, losesContent }: RewriteFile,
): Promise<string | undefined> {
  const contents = new Map<string, Buffer>();
  for (const source of sources) contents.set(source.uri, await readUnchanged(source));
  const old = contents.get(uri);
  if (!old) throw new FileChangedError(`${path} is not among the sources.`);
  const content = Buffer.concat(parts.map((part) => partOf(contents.get(part.uri) ?? Buffer.alloc(0), part)));
  // The plan leaves private keys to people; should a file hold one after all, it is not copied about.
  if (content.includes("PRIVATE KEY")) throw new Error("The file holds a private key.");
  return replaceFile(path, content, { expected: old, keepOld: losesContent });
}

async function readUnchanged({ uri, size, modified }: FileState): Promise<Buffer> {
  const path = fileURLToPath(uri);
  const found = await stat(path);
  if (!found.isFile() || found.size !== size || found.mtimeMs !== modified)
    throw new FileChangedError(`${path} is no longer as it was.`);
  const content = await readFile(path);
  if (content.length !== size) throw new FileChangedError(`${path} is no longer as it was.`);
  return content;
}

/** Some lines of a file; the last one is ended if it is not. Lines end at line feeds alone, as for OpenSSL. */
function partOf(content: Buffer, { firstLine, lastLine }: FilePart): Buffer {
  const start = lineStart(content, firstLine);
  const part = content.subarray(start, lastLine === undefined ? undefined : lineStart(content, lastLine + 1));
  return part.length === 0 || part.at(-1) === 0x0a ? part : Buffer.concat([part, Buffer.from("\n")]);
}

function lineStart(content: Buffer, line: number): number {
  let start = 0;
  for (let count = 0; count < line; count++) {
    const end = content.indexOf(0x0a, start);
    if (end < 0) return content.length;
    start = end + 1;
  }
  return start;
}
