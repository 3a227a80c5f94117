import { placeOfSetting, placeOfValue, settingOf, wordOf } from "../cluster/pgbouncer.ts";
import { tlsFiles, tlsRefusal } from "../ruleKit/pgbouncerFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that PgBouncer needs and does not find. */
export const pgbouncerFileMissing: Rule = {
  id: "pgbouncer-file-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A file that PgBouncer's configuration names does not exist.",
  instead: "Correct the path or make the file. A relative path starts where PgBouncer was started.",
  pgbouncer(pgbouncer, report) {
    for (const file of tlsFiles(pgbouncer)) {
      const { assignment, place, effect } = file;
      if (file.file.state !== "missing") continue;
      report(place, `The file of ${assignment.name} does not exist; correct the path or make it.`, {
        serverEffect: effect,
        detail: tlsRefusal(file),
      });
    }
    const type = wordOf(pgbouncer, "auth_type");
    const atType = placeOfSetting(pgbouncer, "auth_type");
    if (type === "hba" && atType && settingOf(pgbouncer, "auth_hba_file") === "")
      report(atType, "auth_type = hba needs auth_hba_file; name the file with the records.", {
        detail: "PgBouncer starts, logs “could not open hba config file”, and admits nobody.",
      });
    for (const [name, effect] of Object.entries(effects)) {
      const assignment = pgbouncer.settings.get(name);
      if (!assignment || pgbouncer.files.get(name)?.state !== "missing") continue;
      if (name === "auth_file" ? type === "pam" : type !== "hba") continue;
      report(placeOfValue(assignment), `The file of ${name} does not exist; correct the path or make it.`, {
        detail: effect,
      });
    }
  },
};

export const pgbouncerFileMissingPage: RulePage = {
  why: "Without a file of TLS with clients PgBouncer does not start. Without the others it starts, and logs an error: without records nobody is admitted, without users nobody is known, and without CAs of servers every connection to one fails.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/records.conf
      #               ^^^^^^^^^^^^^^^^^^
      auth_file = /data/users.txt
      #           ^^^^^^^^^^^^^^^
      server_tls_sslmode = verify-full
      server_tls_ca_file = /data/root.crt
      #                    ^^^^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      #           ^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/gone.key
      #                     ^^^^^^^^^^^^^^
      -- server.crt: leaf --
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = md5
      auth_hba_file = /data/records.conf
      auth_file = /elsewhere/users.txt
      client_tls_key_file = /data/gone.key
    `,
  ],
};

const effects: Readonly<Record<string, string>> = {
  auth_hba_file: "PgBouncer starts, logs “could not open hba config file”, and admits nobody.",
  auth_ident_file:
    "PgBouncer starts, logs “could not open ident config file”, and ignores the records that name a map.",
  auth_file: "PgBouncer starts, logs “could not open auth_file”, and knows no user but those of auth_query.",
};
