import { readIdentifierList } from "./identifierList.ts";
import type { TextCheck } from "./textChecks.ts";
import { checkWalConsistency } from "./textChecks.ts";

/** The checks that the server makes only when it has loaded the files, by the settings' names in lower case. */
export const startChecks: Readonly<Record<string, TextCheck>> = {
  hba_file: (value) =>
    value === "" ? "an empty name is the folder in which the server was started, not a file" : undefined,
  listen_addresses: (value, { serverVersion }) =>
    readIdentifierList(value, serverVersion) ? undefined : "separate the addresses by commas",
  unix_socket_directories: (value) =>
    isPathList(value) ? undefined : "separate the folders by commas, none of them empty",
  wal_consistency_checking: (value, server) =>
    server.serverVersion >= 15 ? checkWalConsistency(value, server) : undefined,
};

/** Paths without quotes may have blanks inside. */
function isPathList(text: string): boolean {
  return /^[ \t\n\r\f\v]*$|^(?:[ \t\n\r\f\v]*(?:"(?:[^"]|"")*"[ \t\n\r\f\v]*|[^", \t\n\r\f\v][^,]*)(?:,|$))+(?<!,)$/.test(
    text,
  );
}
