import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** The directory of revocation lists is not there. */
export const crlDirectoryMissing: Rule = {
  id: "crl-directory-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The directory of revocation lists does not exist, or is not a directory.",
  why: "The server never looks whether `ssl_crl_dir` exists. It starts and reloads without a word; but setting it turns the check on, so every client certificate is refused with “unable to get certificate CRL”.",
  instead:
    "Name a directory with files such as `9d66eef0.r0`, which `openssl rehash` makes, or take the setting out.",
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
  cluster({ cluster }, report) {
    if (cluster.serverVersion < 14) return;
    const hasClients = cluster.fileUses.some(({ role }) => role === "ssl_ca_file");
    const covered = cluster.fileUses.some(
      ({ role, file }) => role === "ssl_crl_file" && file.state === "file",
    );
    for (const { place, file } of usesOf(cluster, "ssl_crl_dir")) {
      if (file.state !== "missing" && file.state !== "file" && file.state !== "not-a-file") continue;
      const found = file.state === "missing" ? "does not exist" : "is not a directory";
      if (hasClients && !covered) {
        report(
          place,
          `The directory ${file.path} ${found}. The server starts, and then refuses every client certificate for want of a revocation list.`,
        );
      } else {
        report(
          place,
          `The directory ${file.path} ${found}. The server says nothing, and looks up no list there.`,
          {
            severity: "warning",
            serverEffect: null,
          },
        );
      }
    }
  },
};
