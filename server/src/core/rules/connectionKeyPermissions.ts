import { keyProblem } from "../cluster/keyAccess.ts";
import { formatMode } from "../model/fileMode.ts";
import { inConnections, modeOf, namedBy, unusableFile } from "../ruleKit/connectionFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellPath } from "../ruleKit/shell.ts";

/** A client's key that libpq refuses because of its mode. */
export const connectionKeyPermissions: Rule = {
  id: "connection-key-permissions",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A service, or `primary_conninfo`, names a private key whose mode lets others read or change it.",
  instead: "`chmod 0600`, or `chmod 0640` where root owns the key.",
  ...inConnections((connection, report) => {
    const { parameter, file } = namedBy(connection, "sslkey") ?? {};
    const { kind, mode } = file?.stat ?? {};
    if (!parameter || !file?.uri || !file.stat || kind !== "file" || mode === undefined) return;
    if (!connection.modesCount || modeOf(connection) === "disable") return;
    if (keyProblem(file.stat, undefined) !== "mode") return;
    const wanted = file.stat.owner === 0 ? 0o640 : 0o600;
    const octal = formatMode(wanted);
    report(
      parameter.valueSpan,
      `The key has mode ${formatMode(mode)}, which lets others access it; set it to ${octal}.`,
      unusableFile(connection, "private key file … has group or world access"),
      [
        {
          title: `Set the key's mode to ${octal}`,
          action: {
            kind: "set-mode",
            uri: file.uri,
            mode: wanted,
            changes: modeChanges(file.stat, wanted),
            command: `chmod ${octal} ${shellPath({ file })}`,
          },
        },
      ],
    );
  }),
};

export const connectionKeyPermissionsPage: RulePage = {
  why: "libpq refuses a key to which its group or others have access; of a key that belongs to root, the group may have read access (0640). A standby connects by libpq, too.",
  bad: [
    `
      -- client.key: leaf-key mode=0644 --
      -- pg_service.conf --
      [shop]
      sslmode=require
      sslkey=/data/client.key
      #      ^^^^^^^^^^^^^^^^
    `,
    `
      -- client.key: leaf-key mode=0640 --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require sslkey=client.key'
      #                                                       ^^^^^^^^^^
    `,
  ],
  fixed: ["$ chmod 0600 /data/client.key", "$ chmod 0600 /data/client.key"],
  good: [
    `
      -- client.key: leaf-key mode=0600 --
      -- pg_service.conf --
      [shop]
      sslmode=require
      sslkey=/data/client.key
    `,
    `
      -- client.key: leaf-key mode=0740 owner=0 --
      -- pg_service.conf --
      [shop]
      sslmode=require
      sslkey=/data/client.key
    `,
    `
      -- client.key: leaf-key mode=0644 --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=disable sslkey=client.key'
    `,
  ],
};
