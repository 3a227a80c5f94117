import { keyProblem } from "../cluster/keyAccess.ts";
import { ownerInWords, serverUserInWords } from "../cluster/userInWords.ts";
import { modeEffect, useAt, usesOf } from "../cluster/uses.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";

/** The private key belongs to neither the server's user nor root. */
export const keyFileOwner: Rule = {
  id: "key-file-owner",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key belongs to a user other than the server's or root.",
  instead:
    "Give the key to the user that owns the data directory, or to root with mode 0640 and a group of the server's user.",
  cluster({ cluster }, report) {
    const effect = modeEffect(cluster);
    if (!effect) return;
    for (const use of usesOf(cluster, "ssl_key_file")) {
      const { stat } = use.file;
      if (stat?.kind !== "file" || keyProblem(stat, cluster.serverUser) !== "owner") continue;
      report(
        use.place,
        `The private key belongs to ${ownerInWords(stat.owner, cluster)}, not to the server's user ${serverUserInWords(cluster)} or root; run chown.`,
        {
          ...effect,
          detail: `The server accepts only a key of its own user or of root. ${sslRefused} As root: chown ${cluster.serverUser} ${shellPath(use)}`,
          refusal: sslRefused,
        },
      );
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_key_file");
    const owner = cluster.serverUser;
    if (!use?.file.uri || use.file.isCopied || owner === undefined) return [];
    const changes = [
      `owner: ${ownerInWords(use.file.stat?.owner, cluster)} becomes ${ownerInWords(owner, cluster)}`,
    ];
    const command = `chown ${owner} ${shellPath(use)}`;
    return [
      {
        title: `Give the key to the server's user, ${serverUserInWords(cluster)}`,
        action: { kind: "set-owner", uri: use.file.uri, owner, changes, command },
      },
    ];
  },
};

export const keyFileOwnerPage: RulePage = {
  why: "The server refuses a private key that does not belong to its own user or root, because its owner could change it. In containers the numeric ids count: a key that is mounted from the host keeps the host's user id.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: leaf-key mode=0600 owner=1000 --
    `,
  ],
  fixed: [
    `
    $ chown 999 /data/server.key
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      -- server.key: leaf-key mode=0600 --
    `,
  ],
};
