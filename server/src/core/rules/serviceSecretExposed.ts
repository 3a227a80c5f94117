import { pathOf } from "../cluster/uris.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { formatMode } from "../model/fileMode.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** A password in a service file that others can read. */
export const serviceSecretExposed: Rule = {
  id: "service-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "A service file holds a password or passphrase, and its mode lets others read it.",
  instead: "Put the password into `~/.pgpass` with mode 0600, or take that mode for this file.",
  service({ sections, stat, uri }, report) {
    const mode = stat?.mode;
    if (mode === undefined || (mode & 0o044) === 0) return;
    const secret = sections
      .flatMap(({ parameters }) => parameters)
      .find(({ name, value }) => value !== "" && connectionKeyword(name, newestServerVersion)?.isSecret);
    if (!secret?.nameSpan) return;
    const command = `chmod 0600 ${shellWord(pathOf(uri))}`;
    report(
      secret.nameSpan,
      `Others can read this file (${formatMode(mode)}) and the secret in it; use a passfile, or mode 0600.`,
      { detail: "Further secrets in the same file are not reported one by one." },
      [
        {
          title: "Set the file's mode to 0600",
          action: { kind: "set-mode", uri, mode: 0o600, changes: modeChanges(stat, 0o600), command },
        },
      ],
    );
  },
};

export const serviceSecretExposedPage: RulePage = {
  why: "libpq does not look at the mode of a service file, as it does at that of a password file. Whoever can read the file knows the password.",
  bad: [
    `
      -- pg_service.conf mode=0644 --
      [shop]
      user=alice
      password=secret
      #^^^^^^^
    `,
  ],
  fixed: ["$ chmod 0600 /data/pg_service.conf"],
  good: [
    `
      -- pg_service.conf mode=0600 --
      [shop]
      password=secret
    `,
    `
      -- pg_service.conf mode=0644 --
      [shop]
      passfile=/home/alice/.pgpass
    `,
  ],
};
