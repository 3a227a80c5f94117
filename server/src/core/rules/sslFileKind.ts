import { roleWords } from "../cluster/uses.ts";
import { refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A directory, FIFO or device stands where the server wants a file. */
export const sslFileKind: Rule = {
  id: "ssl-file-kind",
  severity: "error",
  serverEffect: "start-error",
  summary: "A directory or special file stands where a certificate, key or revocation list should be.",
  why: "The server reads these settings as files. A directory has nothing to read (a mount of a missing file in a container makes one), and a FIFO or device is no place for a key.",
  instead: "Name the file itself. For a directory of revocation lists there is `ssl_crl_dir` (14 and later).",
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
  cluster({ cluster }, report) {
    for (const { role, place, file } of cluster.fileUses) {
      const what = roleWords[role];
      if (!what || role === "ssl_crl_dir") continue;
      if (file.state !== "directory" && file.state !== "not-a-file") continue;
      const found = file.state === "directory" ? "a directory" : "not a regular file";
      report(place, `${file.path} is ${found}, yet the server expects the ${what} there. ${refusal(role)}`);
    }
  },
};
