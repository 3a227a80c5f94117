import { settingWords } from "../cluster/uses.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A directory, FIFO or device in the place of a file. */
export const sslFileKind: Rule = {
  id: "ssl-file-kind",
  severity: "error",
  serverEffect: "start-error",
  summary: "A directory or special file is named as a certificate, key or CRL file.",
  instead: "Name the file itself. For a directory of CRLs there is `ssl_crl_dir` (14 and later).",
  cluster({ cluster }, report) {
    for (const { setting, place, file } of cluster.fileUses) {
      const what = settingWords[setting];
      if (!what || setting === "ssl_crl_dir") continue;
      if (file.state !== "directory" && file.state !== "not-a-file") continue;
      const found = file.state === "directory" ? "a directory" : "not a regular file";
      report(place, `The ${what} ${file.path} is ${found}; name a regular file.`, {
        refusal: sslFileRefused(setting),
      });
    }
  },
};

export const sslFileKindPage: RulePage = {
  why: "The server reads these settings as files. A directory cannot be read (containers make one when the file to mount is missing), and a FIFO or device is not a place for a key.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'certs'
      #             ^^^^^^^
      -- certs/root.crt: root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'keys'
      #              ^^^^^^
      -- keys/server.key: leaf-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'certs/root.crt'
      -- certs/root.crt: root --
    `,
  ],
};
