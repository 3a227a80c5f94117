import { formatMode } from "../model/fileMode.ts";
import type { Assignment } from "../model/settings.ts";
import { closeFile } from "../ruleKit/closeFix.ts";
import { printsSecret } from "../ruleKit/printsSecret.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A password or passphrase in a configuration file that every user of the machine can read. */
export const confSecretExposed: Rule = {
  id: "conf-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "A configuration file holds a password or passphrase, and its mode lets every user read it.",
  instead:
    "Take the mode 0600, or 0640 with a group for this; better put the password in the `passfile` of the connection, and the passphrase in a file of its own.",
  cluster({ cluster: { openFiles, assignments } }, report) {
    const done = new Set<string>();
    for (const one of openFiles.size === 0 ? [] : assignments) {
      const { name, place } = one;
      const mode = openFiles.get(place.uri);
      if (mode === undefined || done.has(place.uri) || !holdsSecret(one)) continue;
      done.add(place.uri);
      report(
        place,
        `${name} holds a secret, and the file's mode lets every user read it (${formatMode(mode)}); take the mode 0600.`,
        {
          detail:
            "The server does not check the modes of its configuration files. Further secrets in the same file are not reported one by one.",
        },
      );
    }
  },
  fix: ({ uri }, { cluster }) =>
    uri === cluster.mainFile ? closeFile(uri, cluster.mainFileStat, cluster) : [],
};

export const confSecretExposedPage: RulePage = {
  why: "The server does not look at the modes of postgresql.conf, postgresql.auto.conf and the files that they include. A password in `primary_conninfo`, or a passphrase that `ssl_passphrase_command` prints, is known to everyone who can read the file, and stays so in its copies.",
  bad: [
    `
      -- postgresql.conf mode=0644 --
      primary_conninfo = 'host=primary user=replicator password=s3cr3t'
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf mode=0644 --
      ssl_passphrase_command = 'echo s3cr3t'
      #                        ^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      port = 5432
      -- postgresql.auto.conf mode=0644 --
      primary_conninfo = 'user=replicator password=s3cr3t host=primary'
      #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf mode=0604 --
      ssl_passphrase_command = 'sh -c "printf %s s3cr3t"'
      #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    "$ chmod 0600 /data/postgresql.conf",
    "$ chmod 0600 /data/postgresql.conf",
    null,
    "$ chmod 0600 /data/postgresql.conf",
  ],
  good: [
    `
      -- postgresql.conf mode=0640 --
      primary_conninfo = 'host=primary user=replicator password=s3cr3t'
    `,
    `
      -- postgresql.conf mode=0644 --
      primary_conninfo = 'host=primary user=replicator passfile=/etc/postgresql/pass'
      ssl_passphrase_command = '/usr/local/bin/passphrase'
    `,
    `
      -- postgresql.conf mode=0644 --
      ssl_passphrase_command = 'sh -c "printf %s \\$PASSPHRASE"'
    `,
  ],
};

function holdsSecret({ name, value }: Assignment): boolean {
  const lower = name.toLowerCase();
  if (lower === "primary_conninfo")
    return /(?:^|\s)(?:password|sslpassword)\s*=\s*(?!\s|''\s*(?:\w|$))\S|^\w+:\/\/[^/@]*:[^/@]+@/.test(
      value,
    );
  if (lower === "ssl_passphrase_command") return printsSecret(value);
  if (/_command$/.test(lower)) return /\b(?:PGPASSWORD|password|passphrase)=(?![$"'`])\S/i.test(value);
  return /^\w+\.(?:\w*_)?(?:password|passphrase|secret)$/.test(lower) && value !== "";
}
