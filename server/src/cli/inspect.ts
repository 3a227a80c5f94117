import type { ReadProblem } from "../core/host.ts";
import { rememberSignatures } from "../core/index.ts";
import type { PemFile } from "../core/pki.ts";
import { toUri } from "../disk/fileUri.ts";
import { nodeHost } from "../disk/nodeHost.ts";
import { loadPki } from "../pki/loadPki.ts";
import { displayPath } from "./displayPath.ts";
import { describePem } from "./inspect/fileText.ts";
import { pemFilesIn } from "./inspect/pemFilesIn.ts";
import { readInspected } from "./inspect/readInspected.ts";
import { type InspectedFile, relate } from "./inspect/relations.ts";
import { describeRelations } from "./inspect/relationsText.ts";
import { pemToJson } from "./inspect/toJson.ts";
import { printed, toJson } from "./printed.ts";
import { readInput } from "./readInput.ts";

/** Bytes of a file that are read at the most. */
const maxBytes = 64 * 1024 * 1024;

const problems: Readonly<Record<ReadProblem, string>> = {
  unreadable: "cannot be read: no permission",
  directory: "is a directory",
  "not-a-file": "is not a regular file",
  "too-large": "is too large for a certificate file",
  "no-answer": "cannot be read: no answer from the file system",
};

/** A worse status takes the place of a better one. */
const status = { fine: 0, undecoded: 1, unread: 2 } as const;

/**
 * Prints what files, and those of folders, contain and how that is related; `-` is standard input. Returns the exit status: 1 when something in
 * them could not be decoded, 2 when one of them could not be read.
 */
export async function inspect(paths: readonly string[], asJson: boolean): Promise<number> {
  const pki = rememberSignatures(await loadPki());
  const files: InspectedFile[] = [];
  let worst: number = status.fine;
  const cannot = (path: string, why: string) => {
    process.stderr.write(`${printed(`pgssl: ${path}: ${why}`)}\n`);
    worst = status.unread;
  };
  for (const path of await pemFilesIn(paths, cannot)) {
    const bytes = path === "-" ? ((await readInput(maxBytes)) ?? "too-large") : await readFile(path);
    if (!(bytes instanceof Uint8Array)) {
      cannot(path, bytes ? problems[bytes] : "there is no such file");
      continue;
    }
    const read = await readInspected(path, bytes, pki);
    if (typeof read === "string") {
      cannot(path, read);
      continue;
    }
    for (const { name, file } of read) {
      if (!isDecoded(file)) worst = Math.max(worst, status.undecoded);
      const part = name === undefined ? "" : `#${name}`;
      if (!asJson)
        process.stdout.write(`${printed(path + part)}\n${describePem(file, pki, nodeHost.now())}\n\n`);
      files.push({ path: (path === "-" ? path : displayPath(path)) + part, file });
    }
  }
  const relations = relate(files, pki);
  if (asJson) {
    const described = files.map(({ path, file }) => ({ path, ...pemToJson(file) }));
    process.stdout.write(`${toJson({ files: described, relations }, 2)}\n`);
  } else {
    const together = describeRelations(relations, files, nodeHost.now());
    if (together) process.stdout.write(`${together}\n`);
  }
  return worst;
}

const readFile = (path: string): Promise<Uint8Array | ReadProblem | undefined> =>
  nodeHost.readFile(toUri(path), maxBytes);

/** Whether all that the file holds is of a kind that pgssl knows, and whole. */
function isDecoded({ form, blocks }: PemFile): boolean {
  if (form !== "pem") return form.startsWith("der-");
  return blocks.every(({ problem, key }) => problem === undefined && key?.problem === undefined);
}
