import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ReadProblem } from "../core/host.ts";
import { nodeHost } from "../node/nodeHost.ts";
import { describePem } from "./inspect/fileText.ts";
import { pemToJson } from "./inspect/toJson.ts";

/** Bytes of a file that are read at the most. */
const maxBytes = 64 * 1024 * 1024;

const problems: Readonly<Record<ReadProblem, string>> = {
  unreadable: "cannot be read: no permission",
  directory: "is a directory",
  "not-a-file": "is not a regular file",
  "too-large": "is too large for a certificate file",
  "time-out": "cannot be read: the file system does not answer",
};

/** Tells what files hold. Returns the exit status: 2 when one of them could not be read. */
export async function inspect(paths: readonly string[], asJson: boolean): Promise<number> {
  const { pki } = await import("../pki/index.ts");
  const told: unknown[] = [];
  let status = 0;
  for (const path of paths) {
    const bytes = await nodeHost.readFile(pathToFileURL(resolve(path)).toString(), maxBytes);
    if (!(bytes instanceof Uint8Array)) {
      process.stderr.write(`pgssl: ${path}: ${bytes ? problems[bytes] : "there is no such file"}\n`);
      status = 2;
      continue;
    }
    const file = pki.decode(bytes);
    if (asJson) told.push({ path, ...pemToJson(file) });
    else process.stdout.write(`${path}\n${describePem(file, nodeHost.now())}\n`);
  }
  if (asJson) process.stdout.write(`${JSON.stringify({ files: told }, null, 2)}\n`);
  return status;
}
