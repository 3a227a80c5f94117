import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { ClientAdvice } from "../../server/src/setup/plan.ts";
import { type Answer, attempt } from "./connect.ts";

/** Whether this machine has libpq's own client; without it our client is the only one. */
const hasPsql = spawnSync("psql", ["--version"]).status === 0;

/** How a test departs from what was advised. */
export interface Departure {
  readonly host?: string;
  readonly rootCertificate?: string;
  /** Do not show the client's certificate. */
  readonly withoutCertificate?: true;
  readonly password?: string;
}

/** The advice where nothing was copied: for a client on the machine of the set-up. */
export function onThisMachine(advice: ClientAdvice): ClientAdvice {
  const here = (text: string, quoted: (path: string) => string) =>
    advice.copies.reduce((changed, { from, to }) => changed.replaceAll(to, quoted(from)), text);
  return {
    ...advice,
    service: here(advice.service, (path) => path),
    connectionString: here(advice.connectionString, (path) => (/\s/.test(path) ? `'${path}'` : path)),
  };
}

/**
 * Connects to a server on 127.0.0.1 as `postgres`, as a plan advises its clients, with our own client and with `psql` where it
 * is; they must agree. psql goes by the connection string, ours by the entry for pg_service.conf.
 */
export async function connectAsAdvised(
  given: ClientAdvice,
  port: number,
  departure: Departure = {},
): Promise<Answer> {
  const advice = onThisMachine(given);
  const parameters = new Map(
    advice.service
      .split("\n")
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const read = (name: string) => readFile(parameters.get(name) ?? "");
  const showsCertificate = parameters.has("sslcert") && !departure.withoutCertificate;
  const answer = await attempt({
    to: port,
    user: "postgres",
    database: "postgres",
    tls: showsCertificate ? { cert: await read("sslcert"), key: await read("sslkey") } : {},
    verify: {
      authorities: await readFile(departure.rootCertificate ?? parameters.get("sslrootcert") ?? ""),
      host: departure.host ?? parameters.get("host") ?? "",
    },
  });
  if (!hasPsql) return answer;
  const heard = await runPsql(advice, port, departure, showsCertificate);
  if (heard !== answer) throw new Error(`psql: the server ${heard}; our client: it ${answer}`);
  return answer;
}

async function runPsql(
  { connectionString }: ClientAdvice,
  port: number,
  { host, rootCertificate, password }: Departure,
  showsCertificate: boolean,
): Promise<Answer> {
  const changed = [
    connectionString,
    `port=${port} hostaddr=127.0.0.1 user=postgres dbname=postgres gssencmode=disable connect_timeout=10`,
    host ? `host=${host}` : "",
    rootCertificate ? `sslrootcert='${rootCertificate}'` : "",
    showsCertificate ? "" : "sslcert=/nonexistent",
  ];
  try {
    await promisify(execFile)("psql", ["-wXAtc", "select 1", changed.join(" ")], {
      env: { ...process.env, LC_ALL: "C", PGPASSWORD: password ?? "" },
    });
    return password === undefined ? "lets in" : "requests a password";
  } catch (error) {
    const words = String((error as { stderr?: unknown }).stderr);
    if (/certificate verify failed|does not match host name/.test(words)) return "is not believed";
    if (/no password supplied/.test(words)) return "requests a password";
    if (/FATAL|SSL error|alert|closed the connection/.test(words)) return "refuses";
    throw new Error(words);
  }
}
