import { refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";

/** An encrypted key and nothing that tells its passphrase. */
export const keyPassphraseMissing: Rule = {
  id: "key-passphrase-missing",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key is encrypted, and no command tells its passphrase.",
  why: "Without `ssl_passphrase_command` the server asks for the passphrase at the terminal. A service has none, so the start fails with “processing error”. Even when somebody types it, a reload cannot ask again and keeps the old SSL configuration.",
  instead:
    "Set `ssl_passphrase_command`, or store the key without encryption: `openssl pkey -in old.key -out new.key`.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: encrypted-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret'
      -- server.key: encrypted-key --
    `,
  ],
  cluster({ cluster }, report) {
    for (const { use, command } of encryptedKeys(cluster)) {
      if (command !== "") continue;
      report(
        use.place,
        `The private key ${use.file.path} is encrypted, and no passphrase command is set. The server has no terminal to ask at. ${refusal(use.role, "processing error")}`,
      );
    }
  },
};
