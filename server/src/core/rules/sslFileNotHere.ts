import { embeddedScheme } from "../cluster/uris.ts";
import { settingWords } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that exists only on another machine, or that the user cannot read. */
export const sslFileNotHere: Rule = {
  id: "ssl-file-not-here",
  severity: "hint",
  serverEffect: null,
  summary: "A file that the configuration names cannot be checked from here.",
  instead:
    "Map the server's paths to folders here with `pgssl.pathMappings`, or open the configuration where the server runs.",
  cluster({ cluster }, report) {
    for (const { setting, place, file, isDefault } of cluster.fileUses) {
      const what = settingWords[setting];
      const isInContainer = file.state === "unknown" && file.uri?.startsWith(embeddedScheme);
      const isMissing = file.state === "unknown" && cluster.isMounted === true;
      const why = isMissing
        ? "it is not among the files that the container gets from here"
        : reasons[file.state];
      // What a container has of its own is nowhere else, and nobody expects it to be.
      if (isInContainer || !why || !what || isDefault) continue;
      report(place, `The ${what} is not checked: ${why}.`);
    }
  },
};

export const sslFileNotHerePage: RulePage = {
  why: "The data directory of this configuration is not on this machine, or the user has no permission to enter a folder or read the file, so it cannot be checked. On the server it may be fine.",
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
};

const reasons: Readonly<Record<string, string>> = {
  unknown: "it is not on this machine; map a copy with pgssl.pathMappings",
  "no-access": "you have no permission to enter a folder above it",
  unreadable: "you have no permission to read it",
  "too-large": "it is too large for a certificate, key or CRL",
  "no-answer": "there is no answer from the file system",
};
