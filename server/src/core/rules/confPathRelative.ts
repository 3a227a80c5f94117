import { folderOf, isAbsolutePath, pathOf, resolvePath } from "../cluster/uris.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { quoteConf } from "../syntax/quote.ts";

/** Settings whose paths the server opens before it changes into the data directory. */
const settings = ["data_directory", "hba_file", "ident_file", "hosts_file"] as const;

export const confPathRelative: Rule = {
  id: "conf-path-relative",
  severity: "warning",
  serverEffect: null,
  summary: "A path depends on the folder in which the server is started.",
  instead: "Write the whole path, or remove the setting: the default is the file beside postgresql.conf.",
  cluster({ cluster }, report) {
    for (const name of settings) {
      const assignment = cluster.settings?.assignment(name);
      if (!assignment || assignment.value === "" || isAbsolutePath(assignment.value)) continue;
      if (name === "hosts_file" && cluster.serverVersion < 19) continue;
      report(
        assignment.place,
        `${shown(assignment.value)} is relative to the folder where the server is started; write the whole path.`,
        {
          detail:
            "The folder of this file does not matter. A shell and a service manager start the server in different folders.",
        },
      );
    }
  },
  fix({ span, uri, line }, target) {
    const { mainFile, isOnServer, settings: inForce } = target.cluster;
    if (!mainFile || !isOnServer) return [];
    const assignment = settings
      .map((name) => inForce?.assignment(name))
      .find((one) => one?.place.uri === uri && one.place.line === line);
    if (!assignment) return [];
    const path = pathOf(resolvePath(assignment.value, folderOf(mainFile), {}));
    if (!target.readsAs(path, resolvePath(path, folderOf(mainFile), {}))) return [];
    return [replaceText(target, `Write the whole path: ${path}`, span, quoteConf(path))];
  },
};

export const confPathRelativePage: RulePage = {
  why: "A relative path of a certificate starts at the data directory, and one of `include` at the folder of the file with the line. But `data_directory`, `hba_file`, `ident_file` and `hosts_file` are relative to the working directory of whoever starts the server, which is different in a shell and in a service manager.",
  bad: [
    `
    -- postgresql.conf --
    hba_file = 'pg_hba.conf'
    #          ^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    hba_file = '/data/pg_hba.conf'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    hba_file = '/etc/postgresql/18/main/pg_hba.conf'
    ssl_cert_file = 'server.crt'
    `,
  ],
};
