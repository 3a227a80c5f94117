import { pathOf } from "../cluster/uris.ts";
import { formatMode } from "../model/fileMode.ts";
import { tlsFiles } from "../ruleKit/pgbouncerFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** A private key that others can read. */
export const pgbouncerKeyExposed: Rule = {
  id: "pgbouncer-key-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "A private key of PgBouncer can be read by everybody on the machine.",
  instead: "`chmod 0600`, or `0640` with a group that only PgBouncer's user is in.",
  pgbouncer(pgbouncer, report) {
    if (pgbouncer.serverPlatform === "windows") return;
    for (const { use, file, place } of tlsFiles(pgbouncer)) {
      const { mode } = file.stat ?? {};
      if (use !== "key" || file.state !== "file" || mode === undefined || (mode & 0o007) === 0 || !file.uri)
        continue;
      const wanted = mode & 0o640;
      const command = `chmod ${formatMode(wanted)} ${shellWord(pathOf(file.uri))}`;
      report(
        place,
        `Everybody can read this private key (${formatMode(mode)}); set its mode to ${formatMode(wanted)}.`,
        { detail: "PgBouncer itself does not look at the mode of keys." },
        [
          {
            title: `Set the key's mode to ${formatMode(wanted)}`,
            action: {
              kind: "set-mode",
              uri: file.uri,
              mode: wanted,
              changes: modeChanges(file.stat, wanted),
              command,
            },
          },
        ],
      );
    }
  },
};

export const pgbouncerKeyExposedPage: RulePage = {
  why: "PostgreSQL and libpq refuse such a key. PgBouncer does not look at the mode (seen with 1.18), so that nobody notices: whoever has the key can pose as this server.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/server.key
      #                     ^^^^^^^^^^^^^^^^
      -- server.crt: leaf --
      -- server.key: leaf-key mode=0644 --
    `,
  ],
  fixed: ["$ chmod 0640 /data/server.key"],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/server.key
      -- server.crt: leaf --
      -- server.key: leaf-key mode=0640 --
    `,
  ],
};
