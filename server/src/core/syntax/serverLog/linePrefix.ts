/** What the beginning of a line of the log says about it. */
export interface LineStart {
  readonly time?: string;
  /** What lines of one session have in common: its id, or the number of its process. */
  readonly session?: string;
  readonly user?: string;
  readonly database?: string;
  readonly host?: string;
  /** `LOG`, `FATAL`, `DETAIL`. */
  readonly severity: string;
  readonly message: string;
}

const seconds = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
const zone = "(?:[A-Za-z]{1,10}|[+-]\\d\\d(?::?\\d\\d)*)";
/** Names have at most 63 bytes. */
const name = ".{0,63}";
const host = "[\\w.:%[\\]-]{0,255}";

/** A piece of the beginning of a line. */
interface Part {
  /** Sticky. */
  readonly pattern: RegExp;
  /** Less than all that fits may be meant: what follows decides. */
  readonly isFree: boolean;
  readonly reads?: Read;
}

type Read = "time" | "epoch" | "session" | "pid" | "user" | "database" | "host";

/** What each escape of log_line_prefix becomes (manual, "log_line_prefix"): a pattern, whether it is free, and what is read there. */
const escapes: Readonly<
  Record<string, readonly (readonly [pattern: string, isFree: boolean, reads?: Read])[]>
> = {
  a: [[name, true]],
  u: [[name, true, "user"]],
  d: [[name, true, "database"]],
  r: [
    [host, true, "host"],
    ["(?:\\(\\d+\\))?", false],
  ],
  h: [[host, true, "host"]],
  L: [[host, true]],
  b: [[name, true]],
  p: [["\\d+", false, "pid"]],
  P: [["\\d*", false]],
  t: [[`${seconds} ${zone}`, false, "time"]],
  m: [[`${seconds}\\.\\d{3} ${zone}`, false, "time"]],
  n: [["\\d+\\.\\d+", false, "epoch"]],
  i: [["[\\w ]{0,63}", true]],
  e: [["[\\dA-Z]{5}", false]],
  c: [["[\\da-f]+\\.[\\da-f]+", false, "session"]],
  l: [["\\d+", false]],
  s: [[`${seconds} ${zone}`, false]],
  v: [["[\\d/]*", false]],
  x: [["\\d+", false]],
  Q: [["-?\\d+", false]],
};

/**
 * What syslog writes before the server's line, in the forms of RFC 3164 and 5424, and the number that the server gives each message
 * there (`syslog_sequence_numbers`).
 */
const syslogStart =
  /^(?:(?:<\d{1,3}>1? ?)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|(?<time>\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:\d\d))) [\w.:-]{1,255} [\w./-]{1,64}(?:\[(?<pid>\d{1,10})\]: | (?<process>\d{1,10}) \S{1,32} - (?:\ufeff)?))?(?:\[\d{1,10}(?:-\d{1,10})?\] )?/;

/** The SQLSTATE with which messages begin where `log_error_verbosity` is verbose. */
const withoutCode = (message: string): string => message.replace(/^[\dA-Z]{5}: +/, "");

const anySeverity = /\b(LOG|FATAL|DETAIL): {2}/;

/** Characters in which the beginning of a line is looked for, and parts of a prefix that is read: both may be anybody's. */
const maxHead = 1_000;
const maxParts = 50;

/** The reader of lines that begin as a `log_line_prefix` says. Lines that begin otherwise are read as far as their form is usual. */
export function lineStarts(prefix: string): (line: string) => LineStart | undefined {
  const { parts, optionalFrom } = partsOf(prefix);
  return (line) => {
    if (line.startsWith("\t")) return undefined; // goes on with a message
    const readFrom = (at: number) =>
      parts.length <= maxParts ? readHead(parts, optionalFrom, line.slice(at, at + maxHead)) : undefined;
    let found = readFrom(0);
    const syslog = found ? undefined : syslogStart.exec(line);
    const from = syslog?.[0].length ?? 0;
    if (from > 0) found = readFrom(from);
    const outer = {
      ...(syslog?.groups?.time !== undefined && { time: syslog.groups.time }),
      ...((syslog?.groups?.pid ?? syslog?.groups?.process) && {
        session: syslog?.groups?.pid ?? syslog?.groups?.process,
      }),
    };
    if (!found) {
      const usual = usualStart(line.slice(from));
      return usual && { ...outer, ...usual };
    }
    const { time, epoch, session, pid, user, database, host: client } = found.read;
    const when = time ?? (epoch && new Date(Number(epoch) * 1000).toISOString());
    return {
      ...outer,
      severity: found.severity,
      message: withoutCode(line.slice(from + found.end)),
      ...(when && { time: when }),
      ...((session ?? pid) && { session: session ?? pid }),
      ...(isKnown(user) && { user }),
      ...(database !== undefined && { database: isKnown(database) ? database : "" }),
      ...(isKnown(client) && { host: client }),
    };
  };
}

interface Head {
  readonly severity: string;
  /** Where the message begins. */
  readonly end: number;
  readonly read: Partial<Record<Read, string>>;
}

/**
 * Finds a way to read a text as all of the parts and a severity. What failed once at a place is not tried there again: as one
 * expression, a prefix of many names would take longer than anybody waits.
 */
function readHead(parts: readonly Part[], optionalFrom: number, head: string): Head | undefined {
  const failed = new Set<number>();
  const ends: number[] = [];
  let found: RegExpExecArray | null = null;
  const finish = (at: number): boolean => {
    severityHere.lastIndex = at;
    found = severityHere.exec(head);
    return found !== null;
  };
  const go = (index: number, at: number): boolean => {
    const key = index * (maxHead + 1) + at;
    if (failed.has(key)) return false;
    if (goOn(index, at)) return true;
    if ((index === parts.length || index === optionalFrom) && finish(at)) {
      ends.length = index;
      return true;
    }
    failed.add(key);
    return false;
  };
  const goOn = (index: number, at: number): boolean => {
    const part = parts[index];
    if (!part) return false;
    part.pattern.lastIndex = at;
    const longest = at + (part.pattern.exec(head)?.[0].length ?? Number.NaN);
    for (let end = part.isFree ? at : longest; end <= longest; end++) {
      ends[index] = end;
      if (go(index + 1, end)) return true;
    }
    return false;
  };
  if (!go(0, 0)) return undefined;
  const [whole = "", severity = ""] = found ?? [];
  const read: Partial<Record<Read, string>> = {};
  let start = 0;
  for (const [index, end] of ends.entries()) {
    const of = parts[index]?.reads;
    if (of && read[of] === undefined) read[of] = head.slice(start, end);
    start = end;
  }
  return { severity, end: start + whole.length, read };
}

const severityHere = /(LOG|FATAL|DETAIL): {2}/y;

/** The server writes `[unknown]` before a client has named its role. */
function isKnown(name: string | undefined): name is string {
  return name !== undefined && name !== "" && name !== "[unknown]";
}

function partsOf(prefix: string): { readonly parts: readonly Part[]; readonly optionalFrom: number } {
  const parts: Part[] = [];
  let optionalFrom = -1;
  const add = (pattern: string, isFree: boolean, reads?: Read) =>
    parts.push({ pattern: new RegExp(pattern, "y"), isFree, ...(reads && { reads }) });
  for (const [whole, padding, letter] of prefix.matchAll(/%(-?\d+)?([^%])|%%|[^%]+/g)) {
    if (parts.length > maxParts) break;
    if (letter === undefined) add(whole.replace("%%", "%").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), false);
    else if (letter === "q") optionalFrom = optionalFrom < 0 ? parts.length : optionalFrom;
    else {
      if (padding) add(" {0,63}", true);
      for (const part of escapes[letter] ?? []) add(...part);
      if (padding) add(" {0,63}", true);
    }
  }
  return { parts, optionalFrom };
}

function usualStart(line: string): LineStart | undefined {
  const found = anySeverity.exec(line);
  if (!found) return undefined;
  const head = line.slice(0, found.index);
  const time = new RegExp(`${seconds}(?:\\.\\d+)? ${zone}`).exec(head)?.[0];
  const session = /\b[\da-f]{8}\.[\da-f]+\b/.exec(head)?.[0] ?? /\[(\d+)[\]-]/.exec(head)?.[1];
  return {
    severity: found[1] ?? "",
    message: withoutCode(line.slice(found.index + found[0].length)),
    ...(time !== undefined && { time }),
    ...(session !== undefined && { session }),
  };
}
