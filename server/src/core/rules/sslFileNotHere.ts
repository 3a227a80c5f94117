import { roleWords } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A file whose path exists on another machine only. */
export const sslFileNotHere: Rule = {
  id: "ssl-file-not-here",
  severity: "hint",
  serverEffect: null,
  summary: "A file that the configuration names cannot be looked at from here.",
  why: "The data directory of this configuration is not on this machine, or a folder or file may not be entered, so nothing can be said about the file. On the server it may be perfectly well.",
  instead:
    "Map the server's paths to folders here with `pgssl.pathMappings`, or open the configuration where the server runs.",
  bad: [
    `
      -- conf/postgresql.conf --
      ssl = on
      ssl_cert_file = '/etc/ssl/certs/db.crt'
      #               ^^^^^^^^^^^^^^^^^^^^^^^
      ssl_key_file = '/etc/ssl/private/db.key'
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'gone.crt'
    `,
  ],
  cluster({ cluster }, report) {
    for (const { role, place, file, isDefault } of cluster.fileUses) {
      const what = roleWords[role];
      const why = reasons[file.state];
      if (!why || !what || isDefault) continue;
      report(place, `The ${what} is not checked: ${why}`);
    }
  },
};

const reasons: Readonly<Record<string, string>> = {
  unknown: "it is not on this machine. Map its folder with pgssl.pathMappings if there is a copy.",
  "no-access": "a folder above it may not be entered by this user.",
  unreadable: "this user may not read it.",
  "too-large": "it is too large to be a certificate, key or revocation list.",
  "time-out": "it could not be read in time.",
};
