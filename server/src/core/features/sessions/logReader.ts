import { numericAddress } from "../../model/address.ts";
import type { MatchedRecord, Session } from "../../model/session.ts";
import { csvFields, endsQuoted } from "../../syntax/csv.ts";
import { connectionMessage } from "../../syntax/serverLog/connectionMessage.ts";
import { type LineStart, lineStarts } from "../../syntax/serverLog/linePrefix.ts";

/** The forms of a server's log (`log_destination`). */
export type LogForm = "stderr" | "csvlog" | "jsonlog";

/** Receives each connection with the time that its line has. */
export type OnSession = (session: Session, time: string | undefined) => void;

/** Connections that are known to have begun, of which the rest is to come, at the most. */
const maxBegun = 20_000;

/** Characters of a line that are looked at. Messages about connections are short. */
const maxLine = 8_192;

/** What lines before the one that names the role have of a connection. */
interface Begun {
  host?: string;
  method?: string;
  identity?: string;
  record?: MatchedRecord;
}

/** Reads connections from a server's log, line by line, and keeps no more than those that have just begun. */
export class LogReader {
  /** Lines that say something about connections. */
  messages = 0;
  readonly #form: LogForm;
  readonly #startOf: (line: string) => LineStart | undefined;
  readonly #onSession: OnSession;
  readonly #onMatched: (record: MatchedRecord) => void;
  readonly #begun = new Map<string, Begun>();
  /** The beginning of a record in CSV that goes on in the next line; a part of it where it is longer than any about connections. */
  #open: string | undefined;

  /** @param prefix the server's `log_line_prefix`, for a log in the form `stderr` */
  constructor(
    form: LogForm,
    prefix: string,
    onSession: OnSession,
    onMatched: (record: MatchedRecord) => void,
  ) {
    this.#form = form;
    this.#startOf = lineStarts(prefix);
    this.#onSession = onSession;
    this.#onMatched = onMatched;
  }

  /** The next line, without its end. */
  read(line: string): void {
    const text = this.#form === "csvlog" ? this.#wholeRecord(line) : line;
    if (text === undefined || text.length > maxLine) return;
    if (!(text.includes("onnection ") || text.includes("pg_hba.conf"))) return;
    const start =
      this.#form === "stderr"
        ? this.#startOf(text)
        : this.#form === "csvlog"
          ? startOfCsv(text)
          : (startOfJson(text) ?? this.#startOfJournal(text));
    if (start) this.#readMessage(start);
  }

  /** A name may hold the end of a line, as a statement may: only with the lines that follow it is a record whole. */
  #wholeRecord(line: string): string | undefined {
    const isQuoted = endsQuoted(line, this.#open !== undefined);
    const text = this.#open === undefined ? line : `${this.#open}\n${line}`;
    this.#open = isQuoted ? text.slice(0, maxLine + 1) : undefined;
    return isQuoted ? undefined : text;
  }

  /** systemd's journal in JSON has the line that the server wrote to stderr. */
  #startOfJournal(line: string): FullStart | undefined {
    const { MESSAGE: message, _PID: process, __REALTIME_TIMESTAMP: time } = parseObject(line) ?? {};
    const start = typeof message === "string" ? this.#startOf(message) : undefined;
    const microseconds = typeof time === "string" && /^\d{1,16}$/.test(time) ? Number(time) : undefined;
    return (
      start && {
        ...(microseconds !== undefined && { time: new Date(microseconds / 1000).toISOString() }),
        ...(typeof process === "string" && { session: process }),
        ...start,
      }
    );
  }

  #readMessage({ message, time, session: id, user, database, host, application, detail }: FullStart): void {
    const about = connectionMessage(message);
    const further = detail === undefined ? undefined : connectionMessage(detail);
    for (const each of [about, further]) if (each?.kind === "matched") this.#onMatched(each.record);
    if (!about) return;
    this.messages++;
    if (about.kind === "received") {
      if (id !== undefined) this.#begin(id, { host: about.host });
      return;
    }
    const begun = (id !== undefined && this.#begun.get(id)) || {};
    if (about.kind === "authenticated") {
      const { method, identity, record } = about;
      Object.assign(begun, { method, record, ...(identity !== undefined && { identity }) });
      if (id !== undefined && !this.#begun.has(id)) this.#begin(id, begun);
      this.#onMatched(record);
      return;
    }
    if (about.kind === "matched") return;
    if (id !== undefined) this.#begun.delete(id);
    // Columns are sure; a name in a message may hold what separates them.
    const named = {
      ...(user !== undefined && { user }),
      ...(application && { application }),
      ...(database !== undefined &&
        about.session.replication !== true &&
        (database === "" ? { replication: true } : { database, replication: false })),
    };
    this.#onSession({ ...whole(about.session, begun, host), ...named }, time);
  }

  #begin(id: string, begun: Begun): void {
    this.#begun.delete(id);
    this.#begun.set(id, begun);
    if (this.#begun.size <= maxBegun) return;
    for (const oldest of this.#begun.keys()) {
      this.#begun.delete(oldest);
      break;
    }
  }
}

interface FullStart extends LineStart {
  readonly application?: string;
  readonly detail?: string;
}

function whole(session: Session, { method, identity, record, ...begun }: Begun, host?: string): Session {
  if (session.isRefused) return session;
  const from = begun.host ?? host;
  const type = session.type ?? (from === undefined ? undefined : from === "[local]" ? "local" : "plain");
  return {
    ...session,
    ...(type && { type }),
    ...(from !== undefined && from !== "[local]" && { address: withoutZone(from) }),
    ...(method !== undefined && { method }),
    ...(record && { record }),
    ...(method === "cert" && identity !== undefined && { certificate: identity }),
  };
}

/** `fe80::1%eth0`: which interface it came in by counts for no record. */
function withoutZone(host: string): string {
  const [address = ""] = host.split("%", 1);
  return numericAddress(address) ? address : host;
}

/** Columns of a log in CSV (manual, "Using CSV-Format Log Output"), the same since 13 as far as they are read here. */
function startOfCsv(line: string): FullStart | undefined {
  const fields = csvFields(line);
  const [time = "", user = "", database = "", , from = "", session = ""] = fields;
  const [severity = "", , message, detail = ""] = fields.slice(11);
  if (message === undefined) return undefined;
  const host = from.replace(/:\d+$/, "");
  return {
    severity,
    message,
    time,
    session,
    ...(user !== "" && { user }),
    ...(host !== "" && { host }),
    ...(user !== "" && { database }),
    ...(detail !== "" && { detail }),
    ...(fields[22] && { application: fields[22] }),
  };
}

function startOfJson(line: string): FullStart | undefined {
  const fields = parseObject(line);
  if (!fields) return undefined;
  const text = (key: string) => (typeof fields[key] === "string" ? (fields[key] as string) : undefined);
  const [time, user, database, session] = ["timestamp", "user", "dbname", "session_id"].map(text);
  const [host, message, detail, application] = ["remote_host", "message", "detail", "application_name"].map(
    text,
  );
  if (message === undefined) return undefined;
  return {
    severity: text("error_severity") ?? "",
    message,
    ...(time !== undefined && { time }),
    ...(session !== undefined && { session }),
    ...(user !== undefined && { user, database: database ?? "" }),
    ...(host !== undefined && { host }),
    ...(detail !== undefined && { detail }),
    ...(application !== undefined && { application }),
  };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
