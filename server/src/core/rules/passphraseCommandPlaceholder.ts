import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";

/** A percent sign in the passphrase command that is not a placeholder. */
export const passphraseCommandPlaceholder: Rule = {
  id: "passphrase-command-placeholder",
  severity: "error",
  serverEffect: "start-error",
  summary: "The passphrase command has a percent sign that is not a placeholder.",
  instead: "Write `%%` for a percent sign.",
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 16) return;
    for (const { use, command, supportsReload } of encryptedKeys(cluster)) {
      const stray = /%[^%p]?$|%[^%p]/.exec(command.replace(/%[%p]/g, ""));
      if (!stray) continue;
      const place =
        (!use.hostNames && cluster.settings?.assignment("ssl_passphrase_command")?.place) || use.place;
      const reload = supportsReload ? ", and goes down at a reload" : "";
      report(
        place,
        `The placeholder ${shown(stray[0])} does not exist, only %p and %%; write %% for a percent sign.`,
        {
          reloadEffect: supportsReload ? "stops" : "keeps-ssl",
          refusal: `The server refuses to start${reload}.`,
        },
      );
    }
  },
  fix({ span }, target) {
    const { record } = target;
    const at = "passphraseCommand" in record ? record.passphraseCommand?.span : span;
    if (!at) return [];
    const written = writtenText(target).slice(at.start, at.end);
    const doubled = written.replace(/%[%p]|%/g, (sign) => (sign === "%" ? "%%" : sign));
    return doubled === written ? [] : [replaceText(target, "Write %% for the percent sign", at, doubled)];
  },
};

export const passphraseCommandPlaceholderPage: RulePage = {
  why: "In `ssl_passphrase_command` `%p` is the prompt and `%%` a percent sign. From 16 on any other letter after `%`, and a `%` at the end, stops the start; if it happens at a reload, the running server goes down. It matters only when the key is encrypted, since otherwise the command never runs.",
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
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_key_file = 'server.key'
    ssl_passphrase_command = 'date +%%s'
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
};
