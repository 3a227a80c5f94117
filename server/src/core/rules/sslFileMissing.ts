import { roleWords, useAt } from "../cluster/uses.ts";
import { refusal } from "../ruleKit/fileWords.ts";
import { nameFile } from "../ruleKit/nameFile.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A file that the server opens at start is not there. */
export const sslFileMissing: Rule = {
  id: "ssl-file-missing",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA, revocation list or parameter file does not exist.",
  why: "With `ssl = on` the server opens every file that the settings name, and `server.crt` and `server.key` where they name none. One that is missing stops the start; at a reload the server keeps its old SSL configuration, and the next restart fails. Relative paths start in the data directory, not in the folder of the configuration file.",
  instead: "Correct the path, put the file there, or take the setting out. An absolute path leaves no doubt.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'gone.crt'
      #               ^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      #^^ the default key is not there either
      -- server.key: absent --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
    `,
    `
      -- postgresql.conf --
      ssl = off
      ssl_ca_file = 'root.crt'
    `,
  ],
  cluster({ cluster }, report) {
    for (const { role, place, file, isDefault } of cluster.fileUses) {
      const what = roleWords[role];
      if (file.state !== "missing" || role === "ssl_crl_dir" || !what) continue;
      const missing =
        file.path === ""
          ? `No file is named for the ${what}, which the server needs while ssl is on`
          : `The ${what} ${file.path}${isDefault ? `, the default of ${role},` : ""} does not exist`;
      const where = file.elsewhere
        ? `: a file of that name stands beside the configuration, but relative paths start in the data directory`
        : "";
      report(place, `${missing}${where}. ${refusal(role)}`);
    }
  },
  fix(finding, target) {
    for (const role of Object.keys(roleWords)) {
      const use = useAt(finding, target.cluster, role);
      if (!use?.file.elsewhere || use.isDefault) continue;
      return nameFile("Name the file beside the configuration", use, use.file.elsewhere, target);
    }
    return [];
  },
};
