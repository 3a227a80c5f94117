import { join, resolve } from "node:path";
import { nodeHost } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import { toUri } from "./serverOptions.ts";

/** The configuration file at a path: itself, or the main one of the cluster in a folder. @throws CannotRun */
export async function clusterUri(path: string): Promise<string> {
  const found = await nodeHost.stat(toUri(path));
  if (found === "no-answer") throw new CannotRun(`${path}: no answer from the file system`);
  const isFolder = typeof found === "object" && found.kind === "directory";
  return toUri(isFolder ? join(resolve(path), "postgresql.conf") : path);
}
