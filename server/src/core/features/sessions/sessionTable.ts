import type { Session } from "../../model/session.ts";

/** Connections that differ in nothing but their times. */
export interface CountedSession {
  readonly session: Session;
  count: number;
  /** The time of the last one, in ISO 8601 where the log has its zone. */
  last?: string;
}

/** Kinds of connections that are kept apart at the most. */
const maxKinds = 100_000;

/** Counts connections by what they have in common. */
export class SessionTable {
  /** Connections of kinds beyond the most that are kept. */
  leftOut = 0;
  readonly #kinds = new Map<string, CountedSession>();

  add(session: Session, time?: string): void {
    const {
      user,
      database,
      replication,
      address,
      type,
      certificate,
      application,
      method,
      record,
      isRefused,
    } = session;
    const key = [
      user,
      database,
      replication,
      address,
      type,
      certificate === null ? "" : certificate,
      application,
      method,
      record?.path,
      record?.line,
      isRefused,
    ].join("\0");
    let kind = this.#kinds.get(key);
    if (!kind) {
      if (this.#kinds.size === maxKinds) {
        this.leftOut++;
        return;
      }
      kind = { session: copied(session), count: 0 };
      this.#kinds.set(key, kind);
    }
    kind.count++;
    if (time !== undefined && (kind.last === undefined || time > kind.last)) kind.last = copyOf(time);
  }

  /** All kinds, in the order in which they first came. */
  get kinds(): readonly CountedSession[] {
    return [...this.#kinds.values()];
  }
}

/** Without the text of the log behind it: a part of a string keeps the whole in memory. */
function copied(session: Session): Session {
  const texts = Object.entries(session).map(([key, value]) => [
    key,
    typeof value === "string" ? copyOf(value) : value,
  ]);
  const { record } = session;
  return {
    ...(Object.fromEntries(texts) as Session),
    ...(record && { record: { path: copyOf(record.path), line: record.line } }),
  };
}

function copyOf(text: string): string {
  return Array.from(text).join("");
}

/** A time of the log in ISO 8601, if its zone is one that can be known; else as it is. */
export function isoTime(time: string): string {
  const found =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(?:UTC|GMT|Z|([+-]\d\d)(?::?(\d\d))?)$/.exec(time);
  if (!found) return time;
  const [, day, clock, hours, minutes = "00"] = found;
  const milliseconds = Date.parse(`${day}T${clock}${hours === undefined ? "Z" : `${hours}:${minutes}`}`);
  return Number.isNaN(milliseconds) ? time : new Date(milliseconds).toISOString();
}
