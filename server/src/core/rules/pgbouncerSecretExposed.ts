import { placeOfValue } from "../cluster/pgbouncer.ts";
import { pathOf } from "../cluster/uris.ts";
import type { FileStat } from "../host.ts";
import type { Fix } from "../model/diagnostic.ts";
import { formatMode } from "../model/fileMode.ts";
import { placeIn } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";
import { readLineParameters } from "../syntax/pgbouncer/readLineParameters.ts";

/** Passwords that everybody on the machine can read. */
export const pgbouncerSecretExposed: Rule = {
  id: "pgbouncer-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary:
    "Passwords in pgbouncer.ini, or in the file of auth_file, can be read by everybody on the machine.",
  instead: "`chmod 0640` with the group of PgBouncer's user.",
  pgbouncer(pgbouncer, report) {
    if (pgbouncer.serverPlatform === "windows") return;
    const seen = new Set<string>();
    for (const placed of pgbouncer.entries) {
      const { entry, section, uri } = placed;
      const stat = pgbouncer.texts.get(uri)?.stat;
      if (entry.kind !== "assignment" || section !== "databases" || !isOpen(stat) || seen.has(uri)) continue;
      const secret = readLineParameters(entry.value).parameters.find(({ name }) => name === "password");
      if (!secret) continue;
      seen.add(uri);
      const { start } = entry.valueSpan;
      const span = { start: start + secret.nameSpan.start, end: start + secret.nameSpan.end };
      report(
        placeIn(placed, span),
        `Everybody can read this file (${formatMode(stat.mode)}) and the password in it; set its mode to 0640.`,
        { detail: "Further passwords in the same file are not reported one by one." },
        [closed(uri, stat)],
      );
    }
    const { users, settings } = pgbouncer;
    const assignment = settings.get("auth_file");
    const stat = users?.stat;
    if (!users || !assignment || !isOpen(stat) || users.users.every(({ secret }) => secret === "none"))
      return;
    report(
      placeOfValue(assignment),
      `Everybody can read the users' secrets (${formatMode(stat.mode)}); set the file's mode to 0640.`,
      {},
      [closed(users.uri, stat)],
    );
  },
};

export const pgbouncerSecretExposedPage: RulePage = {
  why: "PgBouncer does not look at the mode of its files. Passwords and MD5 hashes let whoever reads them log in; a SCRAM secret does so at PgBouncer and, where it is the same, can be attacked.",
  bad: [
    `
      -- pgbouncer.ini mode=0644 --
      [databases]
      shop = host=db.example.com user=shop password=secret
      #                                    ^^^^^^^^
      [pgbouncer]
      auth_file = /data/userlist.txt
      #           ^^^^^^^^^^^^^^^^^^
      -- userlist.txt mode=0644 --
      "alice" "secret"
    `,
  ],
  fixed: ["$ chmod 0640 /data/pgbouncer.ini\n$ chmod 0640 /data/userlist.txt"],
  good: [
    `
      -- pgbouncer.ini mode=0640 --
      [databases]
      shop = host=db.example.com user=shop password=secret
      [pgbouncer]
      auth_file = /data/userlist.txt
      -- userlist.txt mode=0640 --
      "alice" "secret"
    `,
  ],
};

function isOpen(stat: FileStat | undefined): stat is FileStat & { readonly mode: number } {
  return stat?.mode !== undefined && (stat.mode & 0o004) !== 0;
}

function closed(uri: string, stat: FileStat): Fix {
  return {
    title: "Set the file's mode to 0640",
    action: {
      kind: "set-mode",
      uri,
      mode: 0o640,
      changes: modeChanges(stat, 0o640),
      command: `chmod 0640 ${shellWord(pathOf(uri))}`,
    },
  };
}
