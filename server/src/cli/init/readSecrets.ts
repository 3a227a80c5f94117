import { readFileSync } from "node:fs";
import { toUri } from "../../disk/fileUri.ts";
import { decodeText, nodeHost } from "../../disk/nodeHost.ts";
import { type NeededSecret, SetupProblem } from "../../setup/plan.ts";
import type { SecretId, SetupSecrets } from "../../setup/request.ts";
import { CannotRun } from "../cannotRun.ts";
import type { InitOptions } from "./options.ts";

/** Where a passphrase may come from. Never from the command line itself, which other users can read. */
const sources: Readonly<Record<SecretId, { option: keyof InitOptions & `${string}File`; variable: string }>> =
  {
    newAuthorityKey: { option: "caPassphraseFile", variable: "PGSSL_CA_PASSPHRASE" },
    authorityKey: { option: "caPassphraseFile", variable: "PGSSL_CA_PASSPHRASE" },
    serverKey: { option: "keyPassphraseFile", variable: "PGSSL_KEY_PASSPHRASE" },
    export: { option: "exportPasswordFile", variable: "PGSSL_EXPORT_PASSWORD" },
  };

/** Bytes of a file with a passphrase that are read at the most. */
const maxBytes = 1024 * 1024;

/** The passphrases that files, standard input or the environment hold: of a file, its first line. @throws CannotRun */
export async function readSecrets(
  needed: readonly NeededSecret[],
  options: InitOptions,
): Promise<SetupSecrets> {
  const secrets: Partial<Record<SecretId, string>> = {};
  const read = new Map<string, string>();
  for (const { id } of needed) {
    const { option, variable } = sources[id];
    const file = options[option];
    if (file !== undefined && !read.has(file)) read.set(file, await readFirstLine(file));
    const secret = file === undefined ? process.env[variable] : read.get(file);
    if (secret) secrets[id] = secret;
  }
  return secrets;
}

/** @throws SetupProblem where a passphrase is missing, with the ways to give it */
export function needSecrets(needed: readonly NeededSecret[], given: SetupSecrets): void {
  const missing = needed.find(({ id }) => !given[id]);
  if (!missing) return;
  const { option, variable } = sources[missing.id];
  const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new SetupProblem(
    `${missing.prompt} is needed: give ${flag} FILE (- is standard input) or $${variable}`,
    "secrets",
  );
}

async function readFirstLine(file: string): Promise<string> {
  try {
    const found = file === "-" ? "not-a-file" : await nodeHost.readFile(toUri(file), maxBytes);
    // A program that writes into a pipe (`<(pass show ca)`) may take its time, as standard input may.
    const bytes = found === "not-a-file" ? readFileSync(file === "-" ? 0 : file) : found;
    if (bytes instanceof Uint8Array) return decodeText(bytes).split(/\r?\n/)[0] ?? "";
    if (bytes === "no-answer") throw new CannotRun(`${file}: no answer from the file system`);
  } catch (error) {
    if (error instanceof CannotRun) throw error;
  }
  throw new CannotRun(`${file}: the passphrase cannot be read`);
}
