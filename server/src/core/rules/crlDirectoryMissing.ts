import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** The CRL directory does not exist. */
export const crlDirectoryMissing: Rule = {
  id: "crl-directory-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The CRL directory does not exist, or is not a directory.",
  instead:
    "Name a directory with files such as `9d66eef0.r0`, which `openssl rehash` makes, or remove the setting.",
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 14) return;
    const hasClients = cluster.fileUses.some(({ setting }) => setting === "ssl_ca_file");
    const covered = cluster.fileUses.some(
      ({ setting, file }) => setting === "ssl_crl_file" && file.state === "file",
    );
    for (const { place, file } of usesOf(cluster, "ssl_crl_dir")) {
      if (file.state !== "missing" && file.state !== "file" && file.state !== "not-a-file") continue;
      const found = file.state === "missing" ? "does not exist" : "is not a directory";
      const message = `The CRL directory ${file.path} ${found}; correct the path or remove ssl_crl_dir.`;
      if (hasClients && !covered) {
        report(place, message, {
          detail:
            "The server starts, but refuses every client certificate with “unable to get certificate CRL”.",
        });
      } else {
        report(place, message, {
          severity: "warning",
          serverEffect: null,
          detail: "The server starts without a message, and finds no CRL there.",
        });
      }
    }
  },
};

export const crlDirectoryMissingPage: RulePage = {
  why: "The server never checks whether `ssl_crl_dir` exists: it starts and reloads without a message. But the setting turns revocation checks on, so every client certificate is refused with “unable to get certificate CRL”.",
  bad: [
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_dir = 'crls'
      #             ^^^^^^
      -- ca.crt: root --
    `,
  ],
  good: [
    `
      # pgssl: version=14
      -- postgresql.conf --
      ssl = on
      ssl_crl_dir = ''
    `,
  ],
};
