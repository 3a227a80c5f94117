import { pgbouncerSetting } from "../data/pgbouncer/pgbouncerSettings.ts";
import type { FileStat } from "../host.ts";
import type { PgBouncerVersion } from "../model/pgbouncerVersion.ts";
import type { Place, Span } from "../model/span.ts";
import type { Pki } from "../pki.ts";
import type { PgBouncerRecord } from "../syntax/pgbouncer/readHbaLine.ts";
import type { IgnoredMapping, PgBouncerMapping } from "../syntax/pgbouncer/readIdentLine.ts";
import type { IniEntry } from "../syntax/pgbouncer/readIniLines.ts";
import type { IgnoredLine } from "../syntax/pgbouncer/readNames.ts";
import type { ListedUser, UserListFault } from "../syntax/pgbouncer/readUserList.ts";
import type { FileFacts } from "./cluster.ts";

/** A text of the configuration. */
export interface PgBouncerText {
  readonly uri: string;
  readonly lines: readonly string[];
  readonly stat?: FileStat;
}

/** An entry of pgbouncer.ini or a file that it includes, in the order in which PgBouncer reads them. */
export interface PlacedEntry {
  readonly uri: string;
  readonly entry: IniEntry;
  /** The section that it is in; for a section its own name. */
  readonly section: string | undefined;
  /** Of an include: why nothing was read; `unknown` where that is not known here. */
  readonly include?: "read" | "missing" | "unreadable" | "too-deep" | "unknown";
}

/** An assignment of a setting of `[pgbouncer]`. */
export interface PgBouncerAssignment {
  readonly uri: string;
  readonly line: number;
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A line of `auth_hba_file` or `auth_ident_file` that is not blank. */
export interface PlacedLine<Line> {
  readonly line: number;
  readonly read: Line;
}

/** The file of a setting, with its lines. */
export interface RecordFile<Line> {
  readonly uri: string;
  readonly lines: readonly PlacedLine<Line>[];
  /** What each of its texts is read as, and what this depends on, so that the next state of the file need not be read as a whole. */
  readonly byText: ReadonlyMap<string, Line | undefined>;
  readonly basis: object;
}

/** Where in `entries` the lines of texts are, so that no finding needs a walk over all of them. */
export interface ReadingOrder {
  /** The first entry of a line, by `lineKey`. */
  readonly firstOf: ReadonlyMap<string, number>;
  /** The last entry that assigns a setting its value in force; -1 where none does. */
  readonly lastInForce: number;
}

/** The configuration of one PgBouncer with its files: what every rule about it looks at. Plain facts; no I/O behind them. */
export interface PgBouncer {
  readonly version: PgBouncerVersion;
  /** Whether a comment says the release. */
  readonly isVersionKnown: boolean;
  /** The URI of the file at which it starts. */
  readonly mainFile: string;
  /** Its texts by URI: that of the main file, of those that it includes, and of its records. */
  readonly texts: ReadonlyMap<string, PgBouncerText>;
  readonly entries: readonly PlacedEntry[];
  /** The main file is part of another one that is not known here: it has no section `[pgbouncer]`. */
  readonly isPart: boolean;
  /** The assignments in force, by name: a further `[pgbouncer]` puts all settings back to their defaults. */
  readonly settings: ReadonlyMap<string, PgBouncerAssignment>;
  readonly order: ReadingOrder;
  /** The files that settings name, by setting, as far as they may be looked at. */
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly hba?: RecordFile<PgBouncerRecord | IgnoredLine>;
  readonly ident?: RecordFile<PgBouncerMapping | IgnoredMapping>;
  readonly users?: {
    readonly uri: string;
    readonly stat?: FileStat;
    readonly users: readonly ListedUser[];
    readonly fault?: UserListFault;
    /** The place of a span of the file. */
    placeOf(span: Span): Place;
  };
  /** Whether modes and owners mean anything. */
  readonly serverPlatform: "posix" | "windows";
  readonly pki?: Pki;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The value of a setting in force: what is written, or else the default; empty where it has none. */
export function settingOf({ settings, version }: PgBouncer, name: string): string {
  return settings.get(name)?.value ?? pgbouncerSetting(name, version)?.byDefault ?? "";
}

/** The value of a setting whose words have no case. */
export function wordOf(pgbouncer: PgBouncer, name: string): string {
  return settingOf(pgbouncer, name).toLowerCase();
}

/** The place of a value, or of a name where the value is empty. */
export function placeOfValue({ uri, line, nameSpan, valueSpan }: PgBouncerAssignment): Place {
  return { uri, line, span: valueSpan.end > valueSpan.start ? valueSpan : nameSpan };
}

/** Where something that is not written is reported: the assignment that demands it. */
export function placeOfSetting({ settings }: PgBouncer, ...names: readonly string[]): Place | undefined {
  for (const name of names) {
    const assignment = settings.get(name);
    if (assignment) return placeOfValue(assignment);
  }
  return undefined;
}

/** Whether settings take effect below a place, and whether that of a name is among them. */
export function settingsBelow(
  { order: { firstOf, lastInForce }, settings }: PgBouncer,
  place: Pick<Place, "uri" | "line">,
  name: string,
): { readonly areAny: boolean; readonly hasName: boolean } {
  const indexOf = (at: Pick<Place, "uri" | "line">) => firstOf.get(lineKey(at)) ?? -1;
  const index = indexOf(place);
  const named = settings.get(name);
  return { areAny: lastInForce > index, hasName: named !== undefined && indexOf(named) > index };
}

/** The order in which PgBouncer reads entries. */
export function readingOrder(
  entries: readonly PlacedEntry[],
  settings: ReadonlyMap<string, PgBouncerAssignment>,
): ReadingOrder {
  const firstOf = new Map<string, number>();
  let lastInForce = -1;
  for (const [index, { uri, entry }] of entries.entries()) {
    const key = lineKey({ uri, line: entry.line });
    if (!firstOf.has(key)) firstOf.set(key, index);
    const own = entry.kind === "assignment" ? settings.get(entry.name) : undefined;
    if (own?.uri === uri && own.line === entry.line) lastInForce = index;
  }
  return { firstOf, lastInForce };
}

function lineKey({ uri, line }: Pick<Place, "uri" | "line">): string {
  return `${line} ${uri}`;
}
