import type { FileUse } from "../cluster/cluster.ts";
import { folderOf, nameOf } from "../cluster/uris.ts";
import { settingWords, useAt } from "../cluster/uses.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import { nameFile } from "../ruleKit/nameFile.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { FixContext, Rule, RulePage } from "../ruleKit/rule.ts";
import { isOfKind, wantedKinds } from "../x509/contents.ts";

/** A file that the server opens at start does not exist. */
export const sslFileMissing: Rule = {
  id: "ssl-file-missing",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA, CRL or parameter file does not exist.",
  instead: "Correct the path, create the file, or remove the setting. An absolute path is unambiguous.",
  cluster({ cluster }, report) {
    for (const { setting, place, file, isDefault } of cluster.fileUses) {
      const what = settingWords[setting];
      if (file.state !== "missing" || setting === "ssl_crl_dir" || !what) continue;
      const remedy = file.elsewhere
        ? "use an absolute path"
        : `create it or ${isDefault ? `set ${setting}` : "correct the path"}`;
      const message =
        file.path === ""
          ? `The server needs a ${what} while ssl is on; name a file.`
          : `The ${what} ${file.path}${isDefault ? " (default)" : ""} does not exist; ${remedy}.`;
      const where = file.elsewhere
        ? "A file of that name is beside the configuration, but relative paths start in the data directory."
        : "";
      report(place, message, { detail: where, refusal: sslFileRefused(setting) });
    }
  },
  looksNearby: true,
  fix(finding, target) {
    for (const setting of Object.keys(settingWords)) {
      const use = useAt(finding, target.cluster, setting);
      if (!use || use.isDefault) continue;
      if (use.file.elsewhere)
        return nameFile("Name the file beside the configuration", use, use.file.elsewhere, target);
      const meant = meantFile(use, target);
      return meant === undefined ? [] : nameFile("Name the file that is there", use, meant, target);
    }
    return [];
  },
};

export const sslFileMissingPage: RulePage = {
  why: "With `ssl = on` the server opens every file that the settings name, and `server.crt` and `server.key` where they name none. A missing file stops the start; at a reload the server keeps its old SSL configuration, and the next restart fails. Relative paths start in the data directory, not in the folder of the configuration file.",
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
      #^^ the default key does not exist
      -- server.key: absent --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'rot.crt'
      #             ^^^^^^^^^
      -- root.crt: root --
    `,
  ],
  fixed: [
    null,
    null,
    null,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
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
};

/** A file in the same folder, with a name that is nearly that, which holds what the setting needs. */
function meantFile({ setting, file: { uri } }: FileUse, { nearby }: FixContext): string | undefined {
  const kind = wantedKinds[setting];
  if (uri === undefined || !kind) return undefined;
  const fitting = nearby.filter(
    (file) => folderOf(file.uri) === folderOf(uri) && file.pem.blocks.some((block) => isOfKind(block, kind)),
  );
  const name = nearest(
    nameOf(uri),
    fitting.map((file) => nameOf(file.uri)),
  );
  return fitting.find((file) => nameOf(file.uri) === name)?.uri;
}
