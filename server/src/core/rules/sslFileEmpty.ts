import { settingWords } from "../cluster/uses.ts";
import { nothingFound, sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file without content. */
export const sslFileEmpty: Rule = {
  id: "ssl-file-empty",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA, CRL or parameter file is empty.",
  instead: "Restore the file, or remove the setting: an empty `ssl_ca_file` or `ssl_crl_file` means none.",
  cluster({ cluster }, report) {
    for (const { setting, place, file } of cluster.fileUses) {
      if (file.pem?.form !== "empty" || setting === "ssl_crl_dir") continue;
      report(place, `The ${settingWords[setting]} ${file.path} is empty; restore the file or name another.`, {
        refusal: sslFileRefused(setting, nothingFound(setting, cluster.openSsl)),
      });
    }
  },
};

export const sslFileEmptyPage: RulePage = {
  why: "The server needs at least one PEM block in each file that it opens; an empty one stops the start with “no start line”, “no certificate or crl found” (CA and CRL files) or “unsupported” (keys, OpenSSL 3). It is often the result of a failed renewal or a full disk.",
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
};
