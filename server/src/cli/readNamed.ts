import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { ReadProblem } from "../core/host.ts";
import { toUri } from "../disk/fileUri.ts";
import { nodeHost } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";

const reasons: Readonly<Record<ReadProblem, string>> = {
  "not-a-file": "is not a regular file",
  directory: "is a folder",
  unreadable: "cannot be read",
  "too-large": "is too large",
  "no-answer": "no answer from the file system",
};

/**
 * The bytes of a file that a user or an environment variable named, wherever links lead: a FIFO or device in its place holds up nothing, and
 * a file system without an answer not for long. @throws CannotRun
 */
export async function readNamed(path: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await nodeHost.readFile(toUri(path), maxBytes);
  if (bytes instanceof Uint8Array) return bytes;
  throw new CannotRun(`${path}: ${bytes === undefined ? "there is no such file" : reasons[bytes]}`);
}

/** The same at once, of files on this machine. @throws CannotRun */
export function readNamedNow(path: string, maxBytes: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile()) throw new CannotRun(`${path}: ${reasons["not-a-file"]}`);
    if (found.size > maxBytes) throw new CannotRun(`${path}: ${reasons["too-large"]}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`${path}: ${(error as NodeJS.ErrnoException).code ?? reasons.unreadable}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
