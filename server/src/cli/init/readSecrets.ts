import { readFileSync } from "node:fs";
import type { NeededSecret } from "../../setup/plan.ts";
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

/** The passphrases that files, standard input or the environment hold: of a file, its first line. @throws CannotRun */
export function readSecrets(needed: readonly NeededSecret[], options: InitOptions): SetupSecrets {
  const secrets: Partial<Record<SecretId, string>> = {};
  const read = new Map<string, string>();
  for (const { id } of needed) {
    const { option, variable } = sources[id];
    const file = options[option];
    if (file !== undefined && !read.has(file)) read.set(file, readFirstLine(file));
    const secret = file === undefined ? process.env[variable] : read.get(file);
    if (secret) secrets[id] = secret;
  }
  return secrets;
}

function readFirstLine(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8").split(/\r?\n/)[0] ?? "";
  } catch {
    throw new CannotRun(`${file}: the passphrase cannot be read`);
  }
}
