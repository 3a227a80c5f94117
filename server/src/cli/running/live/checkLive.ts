import type { LiveFinding } from "../../../core/model/live.ts";
import type { LiveState } from "./readLive.ts";
import type { Row } from "./session.ts";

/** What is different from the files, waits, or is not encrypted. */
export function checkLive(state: LiveState): LiveFinding[] {
  return [
    ...editedFiles(state),
    ...faultyLines(state),
    ...waitingSettings(state),
    ...settingsOfElsewhere(state),
    ...sessionsInClear(state),
    ...state.hidden.map(
      ({ what, grants }): LiveFinding => ({
        rule: "live-hidden",
        severity: "information",
        message: `The role has no permission to see ${what}.`,
        ...(grants.length > 0 && { detail: `A superuser can change that: ${grants.join(" ")}` }),
      }),
    ),
  ];
}

function editedFiles({ files = [], loadedAt }: LiveState): LiveFinding[] {
  return files.flatMap(({ file, modification }): LiveFinding[] => {
    if (!loadedAt || !(modification instanceof Date) || modification <= loadedAt) return [];
    const edited = `${modification.toISOString()}, after the last load at ${loadedAt.toISOString()}`;
    return [
      {
        rule: "live-file-edited",
        severity: "warning",
        message: "The file was edited since the server loaded it: a reload applies the edit.",
        path: String(file),
        detail: `Edited at ${edited}.`,
      },
    ];
  });
}

/** The views read the files as they are now: what is wrong there, the next reload does not apply. */
function faultyLines({
  settings,
  fileSettings = [],
  hbaRules = [],
  identMappings = [],
}: LiveState): LiveFinding[] {
  // What waits for a restart has an error, too.
  const waiting = new Set(settings.filter(({ pending_restart }) => pending_restart).map(({ name }) => name));
  const lines = fileSettings
    .filter(({ name }) => !waiting.has(name))
    .map((row) => ({ ...row, file_name: row.sourcefile, line_number: row.sourceline }));
  const isFault = ({ error }: Row) => error !== null;
  return [...lines, ...hbaRules, ...identMappings].filter(isFault).map((row: Row) => ({
    rule: "live-line-error",
    severity: "error",
    message: `A reload does not apply this file: ${String(row.error)}`,
    ...at(row.file_name, row.line_number),
  }));
}

/** What a setting's source is, in words, where it is no file. */
const sources: Readonly<Record<string, string>> = {
  "command line": "the command line",
  "environment variable": "an environment variable",
  database: "ALTER DATABASE",
  user: "ALTER ROLE",
  "database user": "ALTER ROLE … IN DATABASE",
};

function waitingSettings({ settings }: LiveState): LiveFinding[] {
  return settings
    .filter(({ pending_restart, source }) => pending_restart === true && !sources[String(source)])
    .map(({ name, sourcefile, sourceline }) => ({
      rule: "live-restart-pending",
      severity: "warning",
      message: `${String(name)} was changed, and only a restart applies it.`,
      ...at(sourcefile, sourceline),
    }));
}

function settingsOfElsewhere({ settings, fileSettings = [] }: LiveState): LiveFinding[] {
  const inFiles = new Map(fileSettings.map((row) => [row.name, row]));
  return settings.flatMap(({ name, source, sourcefile, sourceline }): LiveFinding[] => {
    const elsewhere = sources[String(source)];
    const row = inFiles.get(name);
    if (elsewhere && row)
      return [
        {
          rule: "live-setting-overridden",
          severity: "warning",
          message: `${String(name)} is set by ${elsewhere}: this line has no effect.`,
          ...at(row.sourcefile, row.sourceline),
        },
      ];
    return String(sourcefile).endsWith("postgresql.auto.conf")
      ? [
          {
            rule: "live-setting-altered",
            severity: "information",
            message: `${String(name)} was set by ALTER SYSTEM, which goes before postgresql.conf.`,
            ...at(sourcefile, sourceline),
          },
        ]
      : [];
  });
}

/** Roles that are named in one message. */
const maxNamed = 3;

function sessionsInClear({ sessions }: LiveState): LiveFinding[] {
  const remote = sessions.filter(({ client_addr }) => client_addr !== null);
  const found: readonly [string, string, readonly Row[]][] = [
    ["live-session-cleartext", "without TLS", remote.filter(({ ssl }) => ssl === false)],
    [
      "live-session-protocol-old",
      "with TLS 1.1 or older",
      remote.filter(({ tls_version }) => /^TLSv1(?:\.[01])?$/.test(String(tls_version))),
    ],
  ];
  return found.flatMap(([rule, how, rows]): LiveFinding[] => {
    if (rows.length === 0) return [];
    const names = [
      ...new Set(rows.map(({ usename, client_addr }) => `${String(usename)} from ${String(client_addr)}`)),
    ];
    const more = names.length > maxNamed ? ` and ${names.length - maxNamed} more` : "";
    return [
      {
        rule,
        severity: "warning",
        message: `${rows.length} ${rows.length === 1 ? "session is" : "sessions are"} ${how}: ${names.slice(0, maxNamed).join(", ")}${more}.`,
      },
    ];
  });
}

function at(path: unknown, line: unknown): Pick<LiveFinding, "path" | "line"> {
  return {
    ...(typeof path === "string" && { path }),
    ...(typeof line === "number" && { line }),
  };
}
