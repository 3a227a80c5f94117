import type { Rule } from "../ruleKit/rule.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";

/** A percent sign in the passphrase command that stands for nothing. */
export const passphraseCommandPlaceholder: Rule = {
  id: "passphrase-command-placeholder",
  severity: "error",
  serverEffect: "start-error",
  summary: "The passphrase command holds a percent sign that stands for nothing.",
  why: "In `ssl_passphrase_command` `%p` is the prompt and `%%` a percent sign. From 16 on any other letter after `%`, and a `%` at the end, stops the start; when it happens at a reload the running server goes down. It shows only when the key is encrypted, since otherwise the command never runs.",
  instead: "Write `%%` for a percent sign.",
  bad: [
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'date +%s'
      #                        ^^^^^^^^^^
      -- server.key: encrypted-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_passphrase_command = 'date +%s'
    `,
    `
      # pgssl: version=15
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret; : %s'
      -- server.key: encrypted-key --
    `,
  ],
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 16) return;
    for (const { use, command, supportsReload } of encryptedKeys(cluster)) {
      const stray = /%[^%p]?$|%[^%p]/.exec(command.replace(/%[%p]/g, ""));
      if (!stray) continue;
      const place =
        (!use.hostNames && cluster.settings?.assignment("ssl_passphrase_command")?.place) || use.place;
      const reload = supportsReload ? ", and at a reload it goes down" : "";
      report(
        place,
        `“${stray[0]}” stands for nothing in a passphrase command: only %p and %% do. The server refuses to start${reload}.`,
        { reloadEffect: supportsReload ? "stops" : "keeps-ssl" },
      );
    }
  },
};
