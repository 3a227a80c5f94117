import type { ServerTraits } from "../serverTraits.ts";
import { isClientEncoding } from "./clientEncoding.ts";
import { checkDateStyle } from "./dateStyle.ts";
import { readExactList, readIdentifierList } from "./identifierList.ts";
import { checkLogMinMessages } from "./logMinMessages.ts";
import { checkTimeline, checkTransaction } from "./recoveryNumbers.ts";
import { checkRecoveryTime } from "./recoveryTime.ts";
import { checkStandbyNames } from "./standbyNames.ts";
import { checkTimeZone, checkTimeZoneName } from "./timeZone.ts";

/** Why the server refuses a value, as `reason` of `ValueProblem`; `undefined` when it does not. */
export type TextCheck = (value: string, server: ServerTraits) => string | undefined;

/** The checks that single settings have beside that of their type, by their names in lower case. */
export const textChecks: Readonly<Record<string, TextCheck>> = {
  backtrace_functions: (value) =>
    /[^0-9A-Za-z_, \n\t]/.test(value)
      ? "function names have only letters, digits and underscores"
      : undefined,
  client_encoding: (value) =>
    isClientEncoding(value) ? undefined : "it is not the name of a character set; the usual one is UTF8",
  createrole_self_grant: wordList(["set", "inherit"]),
  datestyle: checkDateStyle,
  debug_io_direct: wordList(["data", "wal", "wal_init"], readExactList),
  default_table_access_method: (value) => (value === "" ? "it must not be empty" : undefined),
  lc_messages: (value) => (value === "" ? "it must not be empty; C means plain English" : checkLocale(value)),
  lc_monetary: checkLocale,
  lc_numeric: checkLocale,
  lc_time: checkLocale,
  log_connections: checkLogConnections,
  log_destination: checkLogDestination,
  log_min_messages: checkLogMinMessages,
  log_timezone: checkTimeZoneName,
  primary_slot_name: (value) => (value === "" ? undefined : checkSlotName(value)),
  recovery_target: (value) =>
    value === "" || value === "immediate" ? undefined : "the only value is immediate",
  recovery_target_lsn: (value) =>
    value === "" || /^[0-9a-fA-F]{1,8}\/[0-9a-fA-F]{1,8}$/.test(value)
      ? undefined
      : "write a WAL position such as 0/3000148",
  recovery_target_name: (value) => tooLong(value, 63),
  recovery_target_time: checkRecoveryTime,
  recovery_target_timeline: checkTimeline,
  recovery_target_xid: checkTransaction,
  restrict_nonsystem_relation_kind: wordList(["view", "foreign-table"]),
  role: (value) => (value === "none" ? undefined : noDatabase),
  search_path: anyList,
  session_authorization: () => noDatabase,
  synchronized_standby_slots: (value, { serverVersion }) => {
    const names = readIdentifierList(value, serverVersion);
    return names
      ? names.map((name) => checkSlotName(name.slice(0, 63))).find((reason) => reason !== undefined)
      : notAList;
  },
  synchronous_standby_names: checkStandbyNames,
  temp_tablespaces: anyList,
  timezone: checkTimeZone,
  timezone_abbreviations: (value) =>
    /^(?:Default|Australia|India)$/.test(value) ? undefined : "write Default, Australia or India",
  wal_consistency_checking: (value, server) =>
    server.serverVersion < 15
      ? checkWalConsistency(value, server)
      : readIdentifierList(value, server.serverVersion)
        ? undefined
        : notAList,
};

const notAList = "separate names by commas, and put double quotes around other characters";

const noDatabase = "roles are looked up in a database, and none is open yet";

/** From 15 on unknown names may belong to libraries that are loaded later; the server looks for them at the end of its start. */
export const checkWalConsistency: TextCheck = wordList([
  "all",
  ..."heap2 heap btree hash gin gist sequence spgist brin generic".split(" "),
]);

function anyList(value: string, { serverVersion }: ServerTraits): string | undefined {
  return readIdentifierList(value, serverVersion) ? undefined : notAList;
}

function wordList(words: readonly string[], read = readIdentifierList): TextCheck {
  return (value, { serverVersion }) => {
    const found = read(value, serverVersion);
    if (!found) return notAList;
    const unknown = found.find((word) => !words.includes(word.toLowerCase()));
    if (unknown === undefined) return undefined;
    const known = words.join(", ");
    return known.length <= 40
      ? `"${unknown}" is not known; choose from ${known}`
      : `"${unknown}" is not known; remove it. The words are ${known}`;
  };
}

function tooLong(value: string, maximum: number): string | undefined {
  return byteLength(value) > maximum ? `it must have at most ${maximum} bytes` : undefined;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function checkSlotName(name: string): string | undefined {
  if (name === "") return "the name of a replication slot must not be empty";
  if (!/^[a-z0-9_]*$/.test(name)) return "slot names have only lower-case letters, digits and underscores";
  return tooLong(name, 63);
}

/** The locales depend on the server's machine; but all names start with a letter. */
function checkLocale(value: string): string | undefined {
  return value === "" || /^[A-Za-z][^/]*$/.test(value)
    ? undefined
    : "write the name of a locale such as C or en_US.UTF-8";
}

/** Where a server can write its log. */
export function logDestinations(
  version: ServerTraits["serverVersion"],
  platform: ServerTraits["serverPlatform"],
): string[] {
  const files = ["stderr", "csvlog", ...(version >= 15 ? ["jsonlog"] : [])];
  return [...files, platform === "windows" ? "eventlog" : "syslog"];
}

function checkLogDestination(value: string, server: ServerTraits): string | undefined {
  return wordList(logDestinations(server.serverVersion, server.serverPlatform))(value, server);
}

/** The stages of a connection that a server can log, from PostgreSQL 18 on. */
export const connectionEvents = ["receipt", "authentication", "authorization", "setup_durations", "all"];
const isConnectionEvents = wordList(connectionEvents);

/** A list of stages since 18; the complete words of a Boolean are still valid, if they are alone. */
function checkLogConnections(value: string, server: ServerTraits): string | undefined {
  const words = readIdentifierList(value, server.serverVersion);
  if (words?.length === 1 && /^(?:on|off|true|false|yes|no|1|0)$/i.test(words[0] ?? "")) return undefined;
  return isConnectionEvents(value, server);
}
