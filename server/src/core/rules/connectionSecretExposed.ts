import { pathOf } from "../cluster/uris.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** A password in a connection string of a file that everyone can read. */
export const connectionSecretExposed: Rule = {
  id: "connection-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary:
    "A connection string in a `.env` file, manifest or script has a password, and every user can read it.",
  instead:
    "Take the mode 0600 for the file, or have the password come from where only the program can read it: a `passfile`, a secret of the platform.",
  strings({ strings, version, stat, uri, placeOf }, report) {
    const mode = stat?.mode;
    if (mode === undefined || (mode & 0o004) === 0 || isForSharing(pathOf(uri))) return;
    const closed = mode & 0o100 ? 0o700 : 0o600;
    for (const string of strings) {
      const { parameters, fault } = string.read(version);
      const secret = fault
        ? undefined
        : parameters.find(
            ({ name, value }) =>
              value !== "" && !placeholder.test(value) && connectionKeyword(name, version)?.isSecret,
          );
      if (!secret) continue;
      const command = `chmod ${formatMode(closed)} ${shellWord(pathOf(uri))}`;
      report(
        placeOf(string, secret.nameSpan ?? secret.valueSpan),
        `Every user can read this file (${formatMode(mode)}) and the secret in it; take mode ${formatMode(closed)}, or move it out.`,
        { detail: "Further secrets in the same file are not reported one by one." },
        [
          {
            title: `Set the file's mode to ${formatMode(closed)}`,
            action: { kind: "set-mode", uri, mode: closed, changes: modeChanges(stat, closed), command },
          },
        ],
      );
      return;
    }
  },
};

/** What is written in the place of a secret. */
const placeholder =
  /^(?:<.*>|\*+|x{3,}|\.{3}|placeholder|your[-_ ].*)$|(?:change|replace)[-_ ]?(?:me|this|it)(?![a-z])/i;

/** Examples, and what a service for builds reads from a repository, where files have no mode of this kind. */
function isForSharing(path: string): boolean {
  return (
    /(?:^|[._-])(?:example|sample|template|dist)(?:[._-][^/]*)?$/i.test(
      path.slice(path.lastIndexOf("/") + 1),
    ) ||
    /\/\.(?:buildkite|circleci|forgejo|gitea|github|gitlab|woodpecker)\/|\/(?:\.(?:drone|gitlab-ci|travis|woodpecker)|appveyor|azure-pipelines|bitbucket-pipelines)\.ya?ml$/.test(
      path,
    )
  );
}

export const connectionSecretExposedPage: RulePage = {
  why: "Whoever can read the file can connect as that role, and copies of the file, such as those in a repository, keep the password.",
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
    `
      -- copy.sh mode=0755 --
      export PGPASSWORD=secret
      #      ^^^^^^^^^^
    `,
  ],
  fixed: [
    "$ chmod 0600 /data/.env",
    "$ chmod 0600 /data/app.env",
    "$ chmod 0600 /data/replicate.sql",
    "$ chmod 0700 /data/copy.sh",
  ],
  good: [
    `
      -- .env mode=0600 --
      PGPASSWORD=secret
    `,
    `
      -- compose.env mode=0644 --
      DATABASE_URL=postgres://alice:\${PASSWORD}@db/shop
    `,
    `
      -- .env.example mode=0644 --
      PGPASSWORD=secret
    `,
    `
      -- .env mode=0644 --
      PGPASSWORD=change-me
    `,
  ],
};
