import { formatMode } from "../model/fileMode.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { modeChanges, shellPath } from "../ruleKit/shell.ts";

/** A client's key that libpq refuses because of its mode. */
export const serviceKeyPermissions: Rule = {
  id: "service-key-permissions",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A service names a private key whose mode lets others read or change it.",
  why: "libpq refuses a key to which its group or others have access; of a key that belongs to root, the group may have read access (0640).",
  instead: "`chmod 0600`, or `chmod 0640` where root owns the key.",
  service({ sections, files }, report) {
    for (const { parameters } of sections)
      for (const { name, value, valueSpan } of parameters) {
        const file = name === "sslkey" ? files.get(value) : undefined;
        const { kind, mode, owner } = file?.stat ?? {};
        if (!file?.uri || kind !== "file" || mode === undefined) continue;
        const forbidden = owner === 0 ? 0o137 : 0o077;
        if ((mode & forbidden) === 0) continue;
        const wanted = owner === 0 ? 0o640 : 0o600;
        const octal = formatMode(wanted);
        const command = `chmod ${octal} ${shellPath({ file })}`;
        report(
          valueSpan,
          `The key has mode ${formatMode(mode)}, which lets others access it; set it to ${octal}.`,
          {
            detail: "Clients that use the service fail with “private key file … has group or world access”.",
          },
          [
            {
              title: `Set the key's mode to ${octal}`,
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

export const serviceKeyPermissionsExamples: RuleExamples = {
  bad: [
    `
      -- client.key: leaf-key mode=0644 --
      -- pg_service.conf --
      [shop]
      sslkey=/data/client.key
      #      ^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: ["$ chmod 0600 /data/client.key"],
  good: [
    `
      -- client.key: leaf-key mode=0600 --
      -- pg_service.conf --
      [shop]
      sslkey=/data/client.key
    `,
    `
      -- client.key: leaf-key mode=0640 owner=0 --
      -- pg_service.conf --
      [shop]
      sslkey=/data/client.key
    `,
  ],
};
