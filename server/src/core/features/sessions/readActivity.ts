import type { Session } from "../../model/session.ts";
import { csvFields, endsQuoted } from "../../syntax/csv.ts";

/** A row of `pg_stat_activity` joined with `pg_stat_ssl`. */
export type ActivityRow = Readonly<Record<string, unknown>>;

/** The rows of a text in CSV with a line of column names, or in JSON: an array, or an object a line. `undefined` for others. */
export function readActivity(text: string): readonly ActivityRow[] | undefined {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return fromJson(trimmed);
  const lines: string[] = [];
  let [line, isQuoted] = ["", false];
  for (const next of trimmed.split(/\r?\n/)) {
    line = isQuoted ? `${line}\n${next}` : next;
    isQuoted = endsQuoted(next, isQuoted);
    if (!isQuoted) lines.push(line);
  }
  const [names, ...records] = lines.map(csvFields);
  // A column of row_to_json, or a value of json_agg.
  if (names?.length === 1 && records[0]?.[0] && /^\s*[[{]/.test(records[0][0]))
    return fromJson(records.map(([value = ""]) => value.trim()).join("\n"));
  if (!names?.includes("usename")) return undefined;
  return records.map((fields) => Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ""])));
}

/** The client that holds a session of `pg_stat_activity`; `undefined` for processes of the server itself. */
export function sessionOfRow(row: ActivityRow): Session | undefined {
  const text = (key: string) => {
    const value = row[key];
    return value === null || value === undefined || value === "" ? undefined : String(value);
  };
  const user = text("usename");
  if (user === undefined) return undefined;
  const kind = text("backend_type");
  if (kind !== undefined && kind !== "client backend" && kind !== "walsender") return undefined;
  const [database, address, application, dn] = [
    "datname",
    "client_addr",
    "application_name",
    "client_dn",
  ].map(text);
  const tls = text("ssl");
  const isTls = tls === undefined ? undefined : /^(?:t|true|on|yes|1)$/i.test(tls);
  const type = address === undefined ? "local" : isTls ? "ssl" : isTls === false ? "plain" : undefined;
  return {
    user,
    replication: kind === "walsender" && database === undefined,
    ...(database !== undefined && { database }),
    ...(address !== undefined && { address: address.replace(/\/(?:32|128)$/, "") }),
    ...(type && { type }),
    ...(application !== undefined && { application }),
    ...("client_dn" in row && { certificate: dn ?? null }),
  };
}

function fromJson(text: string): readonly ActivityRow[] | undefined {
  try {
    const value: unknown = text.startsWith("[")
      ? JSON.parse(text)
      : text.split("\n").map((line) => JSON.parse(line) as unknown);
    const rows = Array.isArray(value) ? value : [];
    return rows.every((row) => typeof row === "object" && row !== null && "usename" in row)
      ? (rows as ActivityRow[])
      : undefined;
  } catch {
    return undefined;
  }
}
