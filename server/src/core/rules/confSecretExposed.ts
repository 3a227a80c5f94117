import { modesCount } from "../cluster/uses.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Assignment } from "../model/settings.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A password or passphrase in a postgresql.conf that every user of the machine can read. */
export const confSecretExposed: Rule = {
  id: "conf-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "postgresql.conf holds a password or passphrase, and others can read the file.",
  why: "The server does not look at the mode of postgresql.conf. A password in `primary_conninfo`, or a passphrase that `ssl_passphrase_command` prints, is known to everyone who can read the file.",
  instead:
    "Set the mode to 0600, or 0640 with a group for this; better put the password in the `passfile` of the connection, and the passphrase in a file of its own.",
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
  ],
  cluster({ cluster }, report) {
    const mode = cluster.mainFileStat?.mode ?? 0;
    if (!modesCount(cluster) || !(mode & 0o004)) return;
    const found = cluster.assignments.find((one) => one.place.uri === cluster.mainFile && holdsSecret(one));
    if (!found) return;
    report(
      found.place,
      `${found.name} holds a secret, and every user can read this file (mode ${formatMode(mode)}): set it to 0600.`,
      { detail: "The server does not check the mode of its configuration files." },
    );
  },
};

function holdsSecret({ name, value }: Assignment): boolean {
  const lower = name.toLowerCase();
  if (lower === "primary_conninfo")
    return /(?:^|\s)(?:password|sslpassword)\s*=\s*\S|^\w+:\/\/[^/@]*:[^/@]+@/.test(value);
  return lower === "ssl_passphrase_command" && /^\s*(?:\/\S*\/)?(?:echo|printf)\s+\S/.test(value);
}
