import { addLine } from "../ruleKit/addLine.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { keysOf } from "../x509/contents.ts";
import { encryptedKeys, isLegacyCipher } from "../x509/keyEncrypted.ts";

/** An encrypted key whose passphrase command does not run at a reload. */
export const keyPassphraseReload: Rule = {
  id: "key-passphrase-reload",
  severity: "information",
  serverEffect: null,
  reloadEffect: "keeps-ssl",
  summary: "The key's passphrase command runs at start only, so a reload keeps the old certificate.",
  instead: "`ssl_passphrase_command_supports_reload = on`, if the command needs nobody at a terminal.",
  cluster({ cluster }, report) {
    for (const { use, command, supportsReload } of encryptedKeys(cluster)) {
      if (command === "" || supportsReload) continue;
      const cipher = keysOf(use, cluster.openSsl)[0]?.cipher;
      if (cipher !== undefined && isLegacyCipher(cipher, cluster.openSsl)) continue;
      const remedy = use.hostNames
        ? "set the sixth column of this line to on"
        : "set ssl_passphrase_command_supports_reload = on";
      if (cluster.serverPlatform === "windows") {
        report(use.place, `Connections cannot decrypt the private key; ${remedy}.`, {
          severity: "error",
          serverEffect: "connection-error",
          detail:
            "On Windows each connection loads the key again, but the passphrase command does not run then: no connection gets TLS.",
        });
      } else {
        report(use.place, `A reload cannot decrypt the private key; ${remedy}.`, {
          detail:
            "The passphrase command runs at start only: a reload keeps the old SSL configuration until a restart.",
        });
      }
    }
  },
  fix(finding, target) {
    const name = "ssl_passphrase_command_supports_reload";
    if (target.cluster.settings?.assignment(name)) return [];
    return addLine(`Add ${name} = on`, `${name} = on`, finding, target);
  },
};

export const keyPassphraseReloadPage: RulePage = {
  why: "Unless `ssl_passphrase_command_supports_reload` is on, a reload does not run the command, cannot read the encrypted key and keeps the whole old SSL configuration: a renewed certificate, CA or CRL has no effect until a restart. On Windows every connection loads the key again, so none gets TLS.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      ssl_passphrase_command = 'echo secret'
      -- server.key: encrypted-key --
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_key_file = 'server.key'
    ssl_passphrase_command_supports_reload = on
    ssl_passphrase_command = 'echo secret'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret'
      ssl_passphrase_command_supports_reload = on
      -- server.key: encrypted-key --
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret'
      -- server.key: des-key --
    `,
  ],
};
