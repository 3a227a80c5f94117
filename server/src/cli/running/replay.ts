import {
  type ConnectionState,
  type CountedSession,
  decideSessions,
  isNamedRecord,
  type SessionDecision,
  SessionTable,
  unusedRecords,
} from "../../core/index.ts";
import type { Session } from "../../core/model/session.ts";
import type { Place } from "../../core/model/span.ts";
import { CannotRun } from "../cannotRun.ts";
import { counted } from "../counts.ts";
import { type PrintedPlace, placeInWords, printedPlace } from "../difference/printedChange.ts";
import { readStates } from "../difference/readStates.ts";
import { printed, toJson } from "../printed.ts";
import { Progress } from "../progress.ts";
import type { ServerOptions } from "../serverOptions.ts";
import { type ReadLog, readSessions } from "./readSessions.ts";

/** The options of `pgssl replay`. */
export interface ReplayOptions extends ServerOptions {
  readonly log: readonly string[];
  readonly with?: string;
  readonly logLinePrefix?: string;
  readonly format: "text" | "json";
}

/** What `log_line_prefix` is by default. */
const usualPrefix = "%m [%p] ";

/** A kind of connections, and what becomes of it. */
interface Replayed extends CountedSession {
  readonly decision: SessionDecision;
}

/**
 * Prints which record admits each connection that there was, by a server's log. Returns the exit status: 0 all are admitted, 1 some are
 * refused, 3 of some it is not known. @throws CannotRun
 */
export async function replay(path: string, options: ReplayOptions): Promise<number> {
  const [own, other] = await readStates(path, options.with ?? path, options);
  const table = new SessionTable();
  const log = await readLogs(options, own.state, table);
  const kinds = table.kinds;
  const sessions = kinds.map(({ session }) => session);
  const before = decideSessions(own.state, sessions, "this");
  const after = options.with === undefined ? before : decideSessions(other.state, sessions, before);
  const replayed = kinds.flatMap((kind, at): Replayed[] => {
    const decision = after[at];
    return decision && !kind.session.isRefused ? [{ ...kind, decision }] : [];
  });
  const names = [...log.records.values()];
  const unused = unusedRecords(own.state, sessions, (place) =>
    names.some((record) => isNamedRecord(place, record)),
  )
    .map((place) => printedPlace(own.placeOf(place)))
    .filter(({ addedBy }) => addedBy === undefined);
  const at = (place: Place) => printedPlace(other.placeOf(place));
  process.stdout.write(
    options.format === "json"
      ? `${toJson({ sessions: replayed.map((each) => inJson(each, at)), unused }, 2)}\n`
      : inText(replayed, unused, at),
  );
  if (table.leftOut > 0)
    process.stderr.write(`pgssl: ${table.leftOut} connections of further roles and addresses are left out\n`);
  const answers = new Set(replayed.map(({ decision }) => decision.admitted));
  return answers.has(false) ? 1 : answers.has(undefined) ? 3 : 0;
}

async function readLogs(
  { log, logLinePrefix }: ReplayOptions,
  { facts }: ConnectionState,
  table: SessionTable,
): Promise<ReadLog> {
  const prefix = logLinePrefix ?? facts.cluster.settings?.value("log_line_prefix") ?? usualPrefix;
  const read: ReadLog = { lines: 0, messages: 0, records: new Map() };
  const progress = new Progress(process.stderr, (count) => `${count} lines read`);
  for (const path of log) await readSessions(path, prefix, table, read, () => progress.count());
  progress.clear();
  if (read.messages === 0)
    throw new CannotRun(
      `no connections in ${counted(read.lines, "line")}: log_connections = on writes them, in English with lc_messages = C`,
    );
  return read;
}

function inJson({ session, count, last, decision }: Replayed, at: (place: Place) => object) {
  const { user, database, address, type, application, certificate, replication } = session;
  return {
    user,
    database: database ?? null,
    address: address ?? null,
    tls: type === undefined && certificate === undefined ? null : type === "ssl",
    count,
    last: last ?? null,
    admitted: decision.admitted ?? null,
    reason: decision.reason,
    ...(decision.line ? at(decision.line) : { path: null, line: null }),
    ...(replication && { replication }),
    ...(application !== undefined && { application }),
    ...(certificate && { certificate }),
  };
}

/** Those that are refused first, then those of which it is not known, the most frequent of them first. */
function inText(
  replayed: readonly Replayed[],
  unused: readonly PrintedPlace[],
  at: (place: Place) => PrintedPlace,
): string {
  const rank = ({ decision: { admitted } }: Replayed) => (admitted === false ? 0 : admitted ? 2 : 1);
  const lines = [...replayed]
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count)
    .map(({ session, count, last, decision }) => {
      const { admitted, reason, line } = decision;
      const word = admitted === undefined ? "it depends" : admitted ? "admitted" : "refused";
      const record = line ? `${placeInWords(at(line))}: ` : "";
      const when = last === undefined ? "" : `, last ${last}`;
      return `${record}${word}: ${clientInWords(session)}, ${counted(count, "time")}${when}: ${reason}`;
    });
  const never = unused.map((place) => `${placeInWords(place)}: never used by these connections`);
  return [...lines, ...never].map((line) => `${printed(line)}\n`).join("");
}

function clientInWords({
  user,
  database,
  replication,
  address,
  type,
  certificate,
  application,
}: Session): string {
  const ways = { local: "the Unix socket", plain: "TCP without TLS", ssl: "TLS", gss: "GSSAPI encryption" };
  return [
    replication ? `${user} for replication` : `${user} to ${database ?? "a database"}`,
    ...(address === undefined ? [] : [`from ${address}`]),
    ...(type ? [`over ${ways[type]}`] : []),
    ...(certificate ? [`with the certificate ${certificate}`] : []),
    ...(application === undefined ? [] : [`(${application})`]),
  ].join(" ");
}
