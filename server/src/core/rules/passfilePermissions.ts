import { pathOf } from "../cluster/uris.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** A password file that libpq ignores because of its mode. */
export const passfilePermissions: Rule = {
  id: "passfile-permissions",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A password file can be accessed by others, so that libpq ignores it.",
  instead: "`chmod 0600 ~/.pgpass`.",
  passwords({ entries, stat, uri, startOf }, report) {
    const mode = stat?.mode;
    const [entry] = entries;
    const field = entry?.fields[0];
    if (mode === undefined || (mode & 0o077) === 0 || !entry || !field) return;
    const start = startOf(entry.line);
    report(
      { start: start + field.span.start, end: start + field.span.end },
      `Others have access to this file (${formatMode(mode)}), so that libpq ignores it; set its mode to 0600.`,
      { detail: "libpq warns “has group or world access” and goes on without a password." },
      [
        {
          title: "Set the file's mode to 0600",
          action: {
            kind: "set-mode",
            uri,
            mode: 0o600,
            changes: modeChanges(stat, 0o600),
            command: `chmod 0600 ${shellWord(pathOf(uri))}`,
          },
        },
      ],
    );
  },
};

export const passfilePermissionsPage: RulePage = {
  why: "libpq uses a password file only if its group and others have no access at all. Otherwise it prints a warning, goes on without a password, and the server refuses the connection.",
  bad: [
    `
      -- .pgpass mode=0644 --
      localhost:5432:shop:alice:secret
      #^^^^^^^^
    `,
  ],
  fixed: ["$ chmod 0600 /data/.pgpass"],
  good: [
    `
      -- .pgpass mode=0600 --
      localhost:5432:shop:alice:secret
    `,
  ],
};
