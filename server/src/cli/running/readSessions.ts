import { closeSync, openSync, readSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  csvFields,
  isoTime,
  type LogForm,
  LogReader,
  readActivity,
  type SessionTable,
  sessionOfRow,
} from "../../core/index.ts";
import type { MatchedRecord } from "../../core/model/session.ts";
import { CannotRun } from "../cannotRun.ts";
import { eachLine } from "./logLines.ts";

/** What was read of logs beside the connections. */
export interface ReadLog {
  lines: number;
  /** Lines about connections. */
  messages: number;
  /** The records that the log names, as `LINE PATH`. */
  readonly records: Map<string, MatchedRecord>;
}

/** Bytes of a file of `pg_stat_activity` at the most. */
const maxActivity = 64 * 1024 * 1024;

/** Reads a server's log, or rows of `pg_stat_activity`, whichever a file is. @throws CannotRun */
export async function readSessions(
  path: string,
  prefix: string,
  table: SessionTable,
  read: ReadLog,
  onLine: () => void,
): Promise<void> {
  const start = path === "-" ? "" : beginning(path);
  if (isActivity(start)) {
    await readRows(path, table, read);
    return;
  }
  let reader: LogReader | undefined;
  const readerOf = (line: string) =>
    new LogReader(
      formOf(line, path),
      prefix,
      (session, time) => table.add(session, time && isoTime(time)),
      (record) => read.records.set(`${record.line} ${record.path}`, record),
    );
  await eachLine(path, (line) => {
    if (line !== "") reader ??= readerOf(line);
    reader?.read(line);
    read.lines++;
    onLine();
  });
  read.messages += reader?.messages ?? 0;
}

/** Rows of `pg_stat_activity`: in JSON, in CSV, or as values in JSON in a column of CSV. */
function isActivity(start: string): boolean {
  return (
    /^\s*(?:\[|\{[^\n]*"usename")/.test(start) ||
    /^[^\n]*\busename\b[^\n]*,/.test(start) ||
    /^\w+\r?\n"\s*[[{]/.test(start)
  );
}

/** By the name that the server gives it, since a file may begin within a record; else by a line. */
function formOf(line: string, path: string): LogForm {
  const [, ending] = /\.(csv|json)(?:\.gz)?$/.exec(path) ?? [];
  if (ending !== undefined) return ending === "csv" ? "csvlog" : "jsonlog";
  if (line.startsWith("{")) return "jsonlog";
  return /^\d{4}-\d\d-\d\d [\d:.]+ [^,]*,/.test(line) && /^\d+$/.test(csvFields(line)[3] ?? "")
    ? "csvlog"
    : "stderr";
}

async function readRows(path: string, table: SessionTable, read: ReadLog): Promise<void> {
  if (statSync(path).size > maxActivity)
    throw new CannotRun(`${path}: larger than ${maxActivity / 1024 / 1024} MB`);
  const rows = readActivity(await readFile(path, "utf8"));
  if (!rows) throw new CannotRun(`${path}: neither a log nor CSV or JSON of pg_stat_activity`);
  for (const row of rows) {
    const session = sessionOfRow(row);
    if (!session) continue;
    read.messages++;
    const time = row.backend_start;
    table.add(session, typeof time === "string" && time !== "" ? isoTime(time) : undefined);
  }
}

/** The first characters of a file. @throws CannotRun */
function beginning(path: string): string {
  const buffer = Buffer.alloc(4096);
  try {
    const file = openSync(path, "r");
    try {
      const bytes = buffer.subarray(0, readSync(file, buffer));
      return path.endsWith(".gz") ? "" : bytes.toString("utf8");
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new CannotRun(`${path}: ${(error as Error).message}`);
  }
}
