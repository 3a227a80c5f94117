import { readIdentifierList } from "./identifierList.ts";
import type { TextCheck } from "./textChecks.ts";
import { judgeWalConsistency } from "./textChecks.ts";

/** The checks that the server makes only when it has loaded the files, by the settings' names in lower case. */
export const startChecks: Readonly<Record<string, TextCheck>> = {
  hba_file: (value) =>
    value === ""
      ? "an empty name stands for the folder in which the server was started, which holds no rules"
      : undefined,
  listen_addresses: (value, { serverVersion }) =>
    readIdentifierList(value, serverVersion)
      ? undefined
      : "addresses stand in a list with commas between them",
  unix_socket_directories: (value) =>
    isPathList(value) ? undefined : "folders stand in a list with commas between them, none of them empty",
  wal_consistency_checking: (value, server) =>
    server.serverVersion >= 15 ? judgeWalConsistency(value, server) : undefined,
};

/** Paths without quotes may have blanks inside. */
function isPathList(text: string): boolean {
  return /^[ \t\n\r\f\v]*$|^(?:[ \t\n\r\f\v]*(?:"(?:[^"]|"")*"[ \t\n\r\f\v]*|[^", \t\n\r\f\v][^,]*)(?:,|$))+(?<!,)$/.test(
    text,
  );
}
