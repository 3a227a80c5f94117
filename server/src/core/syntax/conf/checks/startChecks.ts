import { readIdentifierList } from "./identifierList.ts";
import { isListenAddress } from "./listenAddress.ts";
import type { TextCheck } from "./textChecks.ts";
import { checkWalConsistency } from "./textChecks.ts";

/** The checks that the server makes only when it has loaded the files, by the settings' names in lower case. */
export const startChecks: Readonly<Record<string, TextCheck>> = {
  hba_file: (value) =>
    value === "" ? "an empty name is the folder in which the server was started, not a file" : undefined,
  listen_addresses(value, { serverVersion }) {
    const items = readIdentifierList(value, serverVersion);
    if (!items) return "separate the addresses by commas";
    return items.length === 0 || items.some(isListenAddress)
      ? undefined
      : "write addresses of this machine, or * for all. Networks belong in pg_hba.conf, and the port in port";
  },
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
