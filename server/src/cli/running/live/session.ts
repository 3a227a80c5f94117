import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { checkServerIdentity, type ConnectionOptions as TlsOptions } from "node:tls";
import pg from "pg";
import { CannotRun } from "../../cannotRun.ts";
import { readNamedNow } from "../../readNamed.ts";
import type { ConnectionOptions } from "./connectionOptions.ts";

/** A row, by the names of columns. */
export type Row = Readonly<Record<string, unknown>>;

/** An answer of the server, or why there is none. */
export type Answer =
  | { readonly rows: readonly Row[] }
  | { readonly refusal: "privilege" | "other"; readonly message: string };

/** A session in which every query is in a transaction of its own, for reading only, with a time limit. */
export interface LiveSession {
  readonly isEncrypted: boolean;
  query(sql: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Bytes of a file of certificates, or of a key, at the most. */
const maxPem = 16 * 1024 * 1024;

/** Milliseconds that a statement may take. */
const patience = 3_000;

/** Logs in. @param password called where the server wants one @throws CannotRun */
export async function openSession(
  options: ConnectionOptions,
  password: () => Promise<string>,
): Promise<LiveSession> {
  const { host, port, user, database, sslmode } = options;
  const connect = async (ssl: TlsOptions | false) => {
    const client = new pg.Client({
      host,
      port,
      user,
      database,
      password,
      ssl,
      application_name: "pgssl",
      connectionTimeoutMillis: 10_000,
      query_timeout: patience * 2,
    });
    client.on("error", () => undefined); // a query that waits has it, too
    try {
      await client.connect();
    } catch (error) {
      void client.end().catch(() => undefined); // the server would wait for a password
      throw error;
    }
    return toSession(client, ssl !== false);
  };
  const isLocal = host.startsWith("/");
  try {
    if (isLocal || sslmode === "disable") return await connect(false);
    if (sslmode !== "prefer" && sslmode !== "allow") return await connect(tlsOptions(options));
    return await connect(tlsOptions(options)).catch((error: Error) => {
      if (!/does not support SSL/.test(error.message)) throw error;
      return connect(false);
    });
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`${user}@${host}:${port}: ${(error as Error).message}`);
  }
}

function tlsOptions({ namedHost, sslmode, sslrootcert, sslcert, sslkey }: ConnectionOptions): TlsOptions {
  const verifies = sslmode === "verify-ca" || sslmode === "verify-full";
  if (verifies && sslrootcert === undefined)
    throw new CannotRun(`sslmode=${sslmode} needs the CA certificates: sslrootcert`);
  const isTrusting = !verifies && (sslmode !== "require" || sslrootcert === undefined);
  return {
    rejectUnauthorized: !isTrusting,
    ...(isIP(namedHost) === 0 && { servername: namedHost }),
    ...(!isTrusting && sslrootcert !== undefined && trusted(sslrootcert)),
    ...(sslcert !== undefined &&
      sslkey !== undefined && {
        cert: readNamedNow(sslcert, maxPem),
        key: readNamedNow(sslkey, maxPem),
      }),
    checkServerIdentity: (_, certificate) =>
      sslmode === "verify-full" ? checkServerIdentity(namedHost, certificate) : undefined,
  };
}

/** OpenSSL's own place for the system's certificates, as far as this Node knows of it; else those that Node brings. */
function trusted(sslrootcert: string): Pick<TlsOptions, "ca"> {
  if (sslrootcert !== "system") return { ca: readNamedNow(sslrootcert, maxPem) };
  const file = process.env.SSL_CERT_FILE || systemFiles.find((path) => existsSync(path));
  return file === undefined ? {} : { ca: readNamedNow(file, maxPem) };
}

/** Where Debian and its kin, Red Hat and its kin, and Alpine and macOS keep them in one file. */
const systemFiles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/cert.pem",
];

function toSession(client: pg.Client, isEncrypted: boolean): LiveSession {
  return {
    isEncrypted,
    async query(sql) {
      try {
        await client.query("begin transaction read only");
        await client.query(`set local statement_timeout = ${patience}`);
        await client.query("set local search_path = pg_catalog");
        const { rows } = (await client.query(sql)) as { rows: Row[] };
        await client.query("commit");
        return { rows };
      } catch (error) {
        await client.query("rollback").catch(() => undefined);
        const { code, message } = error as { code?: string; message: string };
        return { refusal: code === "42501" ? "privilege" : "other", message };
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}
