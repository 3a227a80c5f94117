import { isAbsolutePath } from "../cluster/uris.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import { inConnections, modeOf } from "../ruleKit/connectionFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that a connection names and that is not there. */
export const connectionFileMissing: Rule = {
  id: "connection-file-missing",
  severity: "warning",
  serverEffect: null,
  summary:
    "A service, or `primary_conninfo`, names a certificate, key or root file that does not exist here.",
  instead: "Correct the path, or make the file.",
  ...inConnections((connection, report) => {
    const { parameters, files, standby } = connection;
    const mode = modeOf(connection);
    for (const { name, value, valueSpan } of parameters) {
      const keyword = connectionKeyword(name, newestServerVersion);
      if (!keyword?.file || value === "") continue;
      // pg_basebackup -R writes the path of a password file that may not exist, without consequence.
      if (standby && (!keyword.isTls || mode === "disable")) continue;
      if (/^~|^\$/.test(value)) {
        report(valueSpan, "libpq expands neither ~ nor variables in a path; write the whole path.");
        continue;
      }
      if (files.get(value)?.state !== "missing" || (!standby && !isAbsolutePath(value))) continue;
      const isFatal = name === "sslrootcert" && (mode === "verify-ca" || mode === "verify-full");
      report(valueSpan, `${name} names a file that does not exist here; correct the path or make it.`, {
        detail: isFatal
          ? `With sslmode=${mode}, ${standby ? "the standby fails" : "clients fail"} with “root certificate file … does not exist”.`
          : (effects[name] ?? "libpq goes on without it."),
      });
    }
  }),
};

export const connectionFileMissingPage: RulePage = {
  why: "Without the file in `sslrootcert`, `verify-ca` and `verify-full` fail, and `require` verifies nothing. A certificate that does not exist is not sent, and nothing reports it; a certificate without its key makes every connection fail. CRLs that do not exist are ignored. libpq expands neither `~` nor variables.",
  bad: [
    `
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/nowhere.crt
      #           ^^^^^^^^^^^^^^^^^
      sslcert=~/client.crt
      #       ^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=verify-ca sslrootcert=nowhere.crt'
      #                                                              ^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- roots.crt: root --
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      [public]
      sslmode=verify-full
      sslrootcert=system
      sslcert=relative.crt
    `,
    `
      -- roots.crt: root --
      -- postgresql.conf --
      primary_conninfo = 'host=primary passfile=''/nowhere/.pgpass'' sslmode=verify-ca sslrootcert=roots.crt'
    `,
    `
      -- postgresql.conf --
      # pgssl: version=16
      primary_conninfo = 'host=primary sslrootcert=system'
    `,
  ],
};

const effects: Readonly<Record<string, string>> = {
  sslrootcert: "Without it the server's certificate is not verified, with sslmode=require as well.",
  sslcert: "libpq then sends no client certificate, without a word; the server may demand one.",
  sslkey: "If there is a certificate, libpq fails with “certificate present, but not private key file”.",
  sslcrl: "libpq ignores it without a word: no certificate counts as revoked.",
  sslcrldir: "libpq ignores it without a word: no certificate counts as revoked.",
};
