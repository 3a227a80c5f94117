import { useAt, usesOf } from "../cluster/uses.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import { rewriteCommand } from "../ruleKit/rewriteCommand.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { keysOf } from "../x509/contents.ts";
import { isLegacyCipher } from "../x509/keyEncrypted.ts";

/** The private key is encrypted with a cipher that OpenSSL 3 has only in its legacy provider. */
export const keyCipherLegacy: Rule = {
  id: "key-cipher-legacy",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key is encrypted with a cipher that OpenSSL 3 does not have by default.",
  instead:
    "Encrypt the key again with AES where the old cipher works: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.key -out new.key -provider legacy -provider default`.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_key_file")) {
      const [key] = keysOf(use, cluster.openSsl);
      if (!key?.cipher || !isLegacyCipher(key.cipher, cluster.openSsl)) continue;
      report(
        use.place,
        `OpenSSL 3 cannot decrypt the key ${use.file.path} (${key.cipher}); encrypt it with AES.`,
        {
          detail:
            "The cipher is only in OpenSSL's legacy provider, which is not loaded by default. Whatever the passphrase:",
          refusal: sslFileRefused(use.setting),
        },
      );
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_key_file");
    const encrypt = "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default";
    const uri = use?.file.uri;
    return uri
      ? [
          {
            title: "Encrypt the key with AES",
            command: rewriteCommand(uri, (from, to) => `${encrypt} -in ${from} -out ${to}`),
          },
        ]
      : [];
  },
};

export const keyCipherLegacyPage: RulePage = {
  why: "OpenSSL 3 moved DES, RC2, RC4, Blowfish, CAST5, SEED and IDEA to its legacy provider, which is not loaded unless `openssl.cnf` activates it. A key that is encrypted with one of them cannot be read, and the server does not start, whatever the passphrase. OpenSSL 1.1.1 reads such a key, so this often shows after an upgrade of the operating system. Triple DES (`DES-EDE3-CBC`) still works.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      ssl_passphrase_command = 'echo secret'
      -- server.key: des-key --
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^ the header of the block says DES-CBC
      ssl_passphrase_command = 'echo secret'
      -- server.key: des-key-sec1 --
    `,
  ],
  fixed: [
    "$ (umask 077; openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in /data/server.key -out /data/server.key.new && cat /data/server.key.new > /data/server.key && rm /data/server.key.new)",
    "$ (umask 077; openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in /data/server.key -out /data/server.key.new && cat /data/server.key.new > /data/server.key && rm /data/server.key.new)",
  ],
  good: [
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret'
      -- server.key: des-key --
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      ssl_passphrase_command = 'echo secret'
      -- server.key: triple-des-key --
    `,
  ],
};
