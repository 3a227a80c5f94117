import { basename, dirname, join } from "node:path";
import type { Certificate } from "../core/pki.ts";
import { toUri } from "../disk/fileUri.ts";
import type { SetupContext } from "./context.ts";

/** The first folder behind that of a CA where nothing is seen yet. */
export async function freeFolderAfter({ host }: SetupContext, authorityFolder: string): Promise<string> {
  let folder = folderAfter(authorityFolder);
  while (typeof (await host.stat(toUri(folder))) === "object") folder = folderAfter(folder);
  return folder;
}

/** `pgssl-ca` is followed by `pgssl-ca-2`, that by `pgssl-ca-3`. */
export function folderAfter(folder: string): string {
  const { stem, number } = numbered(folder);
  return join(dirname(folder), `${stem}-${number + 1}`);
}

/** The folder that another one follows; `undefined` for the first one. */
export function folderBefore(folder: string): string | undefined {
  const { stem, number } = numbered(folder);
  if (number < 2) return undefined;
  return join(dirname(folder), number === 2 ? stem : `${stem}-${number - 1}`);
}

function numbered(folder: string): { stem: string; number: number } {
  const [, stem = "", number = "1"] = /^(.*?)(?:-(\d+))?$/.exec(basename(folder)) ?? [];
  return { stem, number: Number(number) };
}

/** Two CAs of one name could not be distinguished: `X` is followed by `X G2`. */
export function nameAfter({ subject }: Certificate): string {
  const [, stem = "", number = "1"] = /^(.*?)(?: G(\d+))?$/.exec(subject.commonName ?? "PostgreSQL CA") ?? [];
  return `${stem} G${Number(number) + 1}`;
}
