import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import { keysOf } from "./contents.ts";

/** A key that needs a passphrase, and how the server comes by it. */
export interface EncryptedKey {
  readonly use: FileUse;
  /** Empty: the server prompts at the terminal. */
  readonly command: string;
  readonly supportsReload: boolean;
}

/** The private keys in force that are encrypted. */
export function encryptedKeys(cluster: Cluster): EncryptedKey[] {
  return usesOf(cluster, "ssl_key_file").flatMap((use) => {
    if (!keysOf(use, cluster.openSsl)[0]?.encrypted) return [];
    if (use.hostNames) return { use, ...(use.passphrase ?? { command: "", supportsReload: false }) };
    return {
      use,
      command: cluster.settings?.value("ssl_passphrase_command") ?? "",
      supportsReload: cluster.settings?.isOn("ssl_passphrase_command_supports_reload") ?? false,
    };
  });
}

/** Whether a cipher of keys is one that OpenSSL of a family has only in a provider that is not loaded by default. */
export function isLegacyCipher(cipher: string, family: OpenSslFamily): boolean {
  return (
    family !== "1.1.1" && /^(PBE-\w+-)?(DES|DESX|RC2|RC4|RC5|BF|CAST5?|SEED|IDEA)(-(?!EDE)|$)/.test(cipher)
  );
}
