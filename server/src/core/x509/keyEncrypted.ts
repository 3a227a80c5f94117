import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
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
