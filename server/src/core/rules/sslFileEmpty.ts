import { roleWords } from "../cluster/uses.ts";
import { nothingFound, refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A file without content. */
export const sslFileEmpty: Rule = {
  id: "ssl-file-empty",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA, revocation list or parameter file is empty.",
  why: "The server wants at least one PEM block in each file that it opens; an empty one stops the start with “no start line”, “no certificate or crl found” (CA and revocation list files) or “unsupported” (keys, OpenSSL 3). It is often what a failed renewal or a full disk leaves behind.",
  instead:
    "Put the file in place again, or take the setting out: an empty `ssl_ca_file` or `ssl_crl_file` means none.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^
      -- root.crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      #               ^^^^^^^^
      -- db.crt --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_crl_file = ''
    `,
  ],
  cluster({ cluster }, report) {
    for (const { role, place, file } of cluster.fileUses) {
      if (file.pem?.form !== "empty" || role === "ssl_crl_dir") continue;
      report(
        place,
        `${file.path} is empty: there is no ${roleWords[role]} in it. ${refusal(role, nothingFound(role, cluster.openSsl))}`,
      );
    }
  },
};
