import { isAbout } from "../cluster/cluster.ts";
import { modesCount, settingWords } from "../cluster/uses.ts";
import { closeFile } from "../ruleKit/closeFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { isOfKind } from "../x509/contents.ts";

/** A private key in a file whose mode the server does not check. */
export const privateKeyExposed: Rule = {
  id: "private-key-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "A file that is not the key file holds a private key that others can read.",
  instead:
    "Remove the private key from the file, and replace key and certificate if others may have read it.",
  cluster({ cluster }, report) {
    if (!modesCount(cluster)) return;
    for (const { setting, place, file } of cluster.fileUses) {
      if (setting === "ssl_key_file" || file.uri === undefined) continue;
      if (!((file.stat?.mode ?? 0) & 0o044)) continue;
      // For the file of ssl_key_file there are rules of its own.
      if (cluster.fileUses.some((use) => use.setting === "ssl_key_file" && use.file.uri === file.uri))
        continue;
      if (!file.pem?.blocks.some((block) => isOfKind(block, "key") && !block.key?.encrypted)) continue;
      report(
        place,
        `${file.path} (${settingWords[setting]}) also holds a private key that others can read; remove it.`,
        { detail: "The server checks the mode of ssl_key_file only." },
      );
    }
  },
  fix(finding, { cluster }) {
    const use = cluster.fileUses.find((one) => isAbout(finding, one));
    return use?.file.uri ? closeFile(use.file.uri, use.file.stat, cluster) : [];
  },
};

export const privateKeyExposedPage: RulePage = {
  why: "The server checks owner and mode of `ssl_key_file` only. If the certificate or CA file holds a private key as well, everybody who can read that file has the key, and the server says nothing.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.pem'
      #               ^^^^^^^^^^^^
      -- server.pem: leaf + leaf-key mode=0644 --
    `,
  ],
  fixed: ["$ chmod 0600 /data/server.pem"],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.pem'
      -- server.pem: leaf + leaf-key mode=0600 --
    `,
  ],
};
