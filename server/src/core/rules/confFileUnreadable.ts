import { isForbidden } from "../cluster/serverAccess.ts";
import { ownerInWords, serverUserInWords } from "../cluster/userInWords.ts";
import { formatMode } from "../model/fileMode.ts";
import { openFile } from "../ruleKit/openFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A postgresql.conf that the server's user has no permission to read. */
export const confFileUnreadable: Rule = {
  id: "conf-file-unreadable",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-settings",
  summary: "The server's user has no permission to read postgresql.conf.",
  instead: "Let the server's user read it: `chmod 0644`, or `chown` to that user.",
  cluster({ cluster }, report) {
    const { mainStart, mainFileStat: stat } = cluster;
    if (!mainStart || !stat || !isForbidden(stat, cluster)) return;
    const mode = formatMode(stat.mode ?? 0);
    report(
      mainStart,
      `The server's user, ${serverUserInWords(cluster)}, has no permission to read this file; use chown or chmod.`,
      {
        detail: `It has mode ${mode} and belongs to ${ownerInWords(stat.owner, cluster)}.`,
        refusal: "The server refuses to start; a reload changes no setting.",
      },
    );
  },
  fix: ({ uri }, { cluster }) => openFile(uri, cluster.mainFileStat, cluster),
};

export const confFileUnreadablePage: RulePage = {
  why: "The server runs as the owner of the data directory and refuses to start if that user cannot read postgresql.conf. A typical cause is a file that root wrote with a narrow umask. A reload then changes no setting.",
  bad: [
    `
      -- postgresql.conf mode=0600 owner=0 --
      port = 5432
      #^^^^^^^^^^
    `,
    `
      -- postgresql.conf mode=0200 --
      port = 5432
      #^^^^^^^^^^
    `,
  ],
  fixed: ["$ chown 999 /data/postgresql.conf", "$ chmod 0600 /data/postgresql.conf"],
  good: [
    `
      -- postgresql.conf mode=0644 owner=0 --
      port = 5432
    `,
  ],
};
