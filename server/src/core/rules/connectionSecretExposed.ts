import { pathOf } from "../cluster/uris.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** A password in a connection string of a file that everyone can read. */
export const connectionSecretExposed: Rule = {
  id: "connection-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary:
    "A connection string in a `.env` file, manifest or script has a password, and every user can read it.",
  why: "Whoever can read the file can connect as that role, and copies of the file, such as those in a repository, keep the password.",
  instead:
    "Take the mode 0600 for the file, or have the password come from where only the program can read it: a `passfile`, a secret of the platform.",
  strings({ strings, version, stat, uri, placeOf }, report) {
    const mode = stat?.mode;
    if (mode === undefined || (mode & 0o004) === 0) return;
    for (const string of strings) {
      const { parameters, fault } = string.read(version);
      const secret = fault
        ? undefined
        : parameters.find(({ name, value }) => value !== "" && connectionKeyword(name, version)?.isSecret);
      if (!secret) continue;
      const command = `chmod 0600 ${shellWord(pathOf(uri))}`;
      report(
        placeOf(string, secret.nameSpan ?? secret.valueSpan),
        `Every user can read this file (${formatMode(mode)}) and the secret in it; take mode 0600, or move it out.`,
        { detail: "Further secrets in the same file are not reported one by one." },
        [
          {
            title: "Set the file's mode to 0600",
            action: { kind: "set-mode", uri, mode: 0o600, changes: modeChanges(stat, 0o600), command },
          },
        ],
      );
      return;
    }
  },
};

export const connectionSecretExposedExamples: RuleExamples = {
  bad: [
    `
      -- .env mode=0644 --
      PGUSER=alice
      PGPASSWORD=secret
      #^^^^^^^^^
    `,
    `
      -- app.env mode=0644 --
      DATABASE_URL=postgres://alice:secret@db/shop
      #                             ^^^^^^
    `,
    `
      -- replicate.sql mode=0644 --
      CREATE SUBSCRIPTION shop CONNECTION 'host=db password=secret' PUBLICATION shop;
      #                                            ^^^^^^^^
    `,
  ],
  fixed: ["$ chmod 0600 /data/.env", "$ chmod 0600 /data/app.env", "$ chmod 0600 /data/replicate.sql"],
  good: [
    `
      -- .env mode=0600 --
      PGPASSWORD=secret
    `,
    `
      -- compose.env mode=0644 --
      DATABASE_URL=postgres://alice:\${PASSWORD}@db/shop
    `,
  ],
};
