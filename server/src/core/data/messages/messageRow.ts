import type { Language } from "../../model/language.ts";

/** Which program has a message in its log or prints it. */
export type MessageSource = keyof typeof messageSources;

/** The programs in words. */
export const messageSources = {
  server: "PostgreSQL server",
  pgbouncer: "PgBouncer",
  libpq: "libpq (psql, psycopg, Ruby, PHP and others)",
  jdbc: "JDBC driver, Java",
  npgsql: "Npgsql, .NET",
  node: "node-postgres, Node",
  python: "Python (asyncpg, ssl)",
  go: "Go (pgx, pq)",
  rust: "Rust (rustls)",
  openssl: "OpenSSL, in the server or the client",
} as const;

/** A message that people find in a log or on a screen. */
export interface MessageRow {
  readonly source: MessageSource;
  /**
   * Its words in the forms that versions have. `{name}` takes any text, which is then known by that name: `user`, `database`, `host`,
   * `encryption`, `file`, `line`, `other`. Small and capital letters are the same.
   */
  readonly patterns: readonly string[];
  /** What has happened, in a sentence or two; of the first of the rules where absent. */
  readonly meaning?: string;
  /** What to do; of the first of the rules where absent. */
  readonly remedy?: string;
  /** The rules whose findings can be its cause, the likeliest first. */
  readonly rules?: readonly string[];
  /** Any fault of a file of this language can be its cause. */
  readonly language?: Language;
  /** OpenSSL's own words in the same line have the reason; where these are known, this is left out. */
  readonly isGeneral?: true;
  /** It belongs to the message before it in a log, and names its line. */
  readonly isAddition?: true;
  /** It quotes a piece of a connection string, which may be one of a password; the quotation is not repeated. */
  readonly quotesString?: true;
  /** The client that was refused, as far as the message says how it came; then `pg_hba.conf` is searched for what decides. */
  readonly client?: "tls" | "plain" | "any";
}
