import { useAt } from "../cluster/uses.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import { rewriteCommand } from "../ruleKit/rewriteCommand.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";

/** An encrypted key without a command that provides its passphrase. */
export const keyPassphraseMissing: Rule = {
  id: "key-passphrase-missing",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key is encrypted, and no command provides its passphrase.",
  instead:
    "Set `ssl_passphrase_command`, or store the key without encryption: `openssl pkey -in old.key -out new.key`.",
  cluster({ cluster }, report) {
    for (const { use, command: passphraseCommand } of encryptedKeys(cluster)) {
      if (passphraseCommand !== "") continue;
      const command = use.hostNames ? "a command in the fifth column" : "ssl_passphrase_command";
      report(use.place, `The key ${use.file.path} is encrypted; set ${command} or remove the encryption.`, {
        detail: "The server has no terminal at which to prompt for the passphrase.",
        refusal: sslFileRefused(use.setting, "processing error"),
      });
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_key_file");
    const uri = use?.file.uri;
    return uri
      ? [
          {
            title: "Remove the encryption",
            command: rewriteCommand(uri, (from, to) => `openssl pkey -in ${from} -out ${to}`),
          },
        ]
      : [];
  },
};

export const keyPassphraseMissingPage: RulePage = {
  why: "Without `ssl_passphrase_command` the server prompts for the passphrase at its terminal. A service has none, so the start fails with “processing error”. Even when somebody types it, a reload cannot prompt again and keeps the old SSL configuration.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: encrypted-key --
    `,
  ],
  fixed: [
    "$ (umask 077; openssl pkey -in /data/server.key -out /data/server.key.new && cat /data/server.key.new > /data/server.key && rm /data/server.key.new)",
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
};
