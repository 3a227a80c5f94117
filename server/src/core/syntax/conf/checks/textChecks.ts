import type { ServerTraits } from "../serverTraits.ts";
import { isClientEncoding } from "./clientEncoding.ts";
import { judgeDateStyle } from "./dateStyle.ts";
import { readExactList, readIdentifierList } from "./identifierList.ts";
import { judgeLogMinMessages } from "./logMinMessages.ts";
import { judgeTimeline, judgeTransaction } from "./recoveryNumbers.ts";
import { judgeRecoveryTime } from "./recoveryTime.ts";
import { judgeStandbyNames } from "./standbyNames.ts";
import { judgeTimeZone, judgeTimeZoneName } from "./timeZone.ts";

/** Says why the server refuses a value, in words that follow a colon; `undefined` when it does not. */
export type TextCheck = (value: string, server: ServerTraits) => string | undefined;

/** The checks that single settings have beside that of their type, by their names in lower case. */
export const textChecks: Readonly<Record<string, TextCheck>> = {
  backtrace_functions: (value) =>
    /[^0-9A-Za-z_, \n\t]/.test(value)
      ? "names of functions consist of letters, digits and underscores"
      : undefined,
  client_encoding: (value) =>
    isClientEncoding(value) ? undefined : "no character set has this name; the usual one is `UTF8`",
  createrole_self_grant: wordList(["set", "inherit"]),
  datestyle: judgeDateStyle,
  debug_io_direct: wordList(["data", "wal", "wal_init"], readExactList),
  default_table_access_method: (value) => (value === "" ? "it must not be empty" : undefined),
  lc_messages: (value) =>
    value === "" ? "it must not be empty; `C` stands for plain English" : judgeLocale(value),
  lc_monetary: judgeLocale,
  lc_numeric: judgeLocale,
  lc_time: judgeLocale,
  log_connections: judgeLogConnections,
  log_destination: judgeLogDestination,
  log_min_messages: judgeLogMinMessages,
  log_timezone: judgeTimeZoneName,
  primary_slot_name: (value) => (value === "" ? undefined : judgeSlotName(value)),
  recovery_target: (value) =>
    value === "" || value === "immediate" ? undefined : "the only value is `immediate`",
  recovery_target_lsn: (value) =>
    value === "" || /^[0-9a-fA-F]{1,8}\/[0-9a-fA-F]{1,8}$/.test(value)
      ? undefined
      : "a place in the WAL looks like `0/3000148`",
  recovery_target_name: (value) => tooLong(value, 63),
  recovery_target_time: judgeRecoveryTime,
  recovery_target_timeline: judgeTimeline,
  recovery_target_xid: judgeTransaction,
  restrict_nonsystem_relation_kind: wordList(["view", "foreign-table"]),
  role: (value) => (value === "none" ? undefined : "a role is looked up in a database, and none is open yet"),
  search_path: anyList,
  session_authorization: () => "a role is looked up in a database, and none is open yet",
  synchronized_standby_slots: (value, { serverVersion }) => {
    const names = readIdentifierList(value, serverVersion);
    return names
      ? names.map((name) => judgeSlotName(name.slice(0, 63))).find((reason) => reason !== undefined)
      : notAList;
  },
  synchronous_standby_names: judgeStandbyNames,
  temp_tablespaces: anyList,
  timezone: judgeTimeZone,
  timezone_abbreviations: (value) =>
    /^(?:Default|Australia|India)$/.test(value)
      ? undefined
      : "the sets are `Default`, `Australia` and `India`",
  wal_consistency_checking: (value, server) =>
    server.serverVersion < 15
      ? judgeWalConsistency(value, server)
      : readIdentifierList(value, server.serverVersion)
        ? undefined
        : notAList,
};

const notAList = "it takes a list with commas between the names; other characters go in double quotes";

/** From 15 on unknown names may belong to libraries that are loaded later; the server looks for them at the end of its start. */
export const judgeWalConsistency: TextCheck = wordList([
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
    const stranger = found.find((word) => !words.includes(word.toLowerCase()));
    return stranger === undefined ? undefined : `\`${stranger}\` is none of ${words.join(", ")}`;
  };
}

function tooLong(value: string, maximum: number): string | undefined {
  return byteLength(value) > maximum ? `it may have ${maximum} bytes at most` : undefined;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function judgeSlotName(name: string): string | undefined {
  if (name === "") return "the name of a replication slot must not be empty";
  if (!/^[a-z0-9_]*$/.test(name))
    return "names of replication slots consist of lower-case letters, digits and underscores";
  return tooLong(name, 63);
}

/** Which locales there are is the server's machine's affair; but no name starts with anything but a letter. */
function judgeLocale(value: string): string | undefined {
  return value === "" || /^[A-Za-z][^/]*$/.test(value)
    ? undefined
    : "names of locales look like `C` or `en_US.UTF-8`";
}

function judgeLogDestination(value: string, server: ServerTraits): string | undefined {
  const files = ["stderr", "csvlog", ...(server.serverVersion >= 15 ? ["jsonlog"] : [])];
  return wordList([...files, server.serverPlatform === "windows" ? "eventlog" : "syslog"])(value, server);
}

const isConnectionEvents = wordList(["receipt", "authentication", "authorization", "setup_durations", "all"]);

/** A list of stages since 18; the complete words of a Boolean still count, if they stand alone. */
function judgeLogConnections(value: string, server: ServerTraits): string | undefined {
  const words = readIdentifierList(value, server.serverVersion);
  if (words?.length === 1 && /^(?:on|off|true|false|yes|no|1|0)$/i.test(words[0] ?? "")) return undefined;
  return isConnectionEvents(value, server);
}
