/** Connections of one kind that a server had, as its log or `pg_stat_activity` describes them. What is absent is not known. */
export interface Session {
  readonly user: string;
  /** Absent for physical replication, too. */
  readonly database?: string;
  /** Physical replication, for which the database does not count. */
  readonly replication?: boolean;
  /** An IPv4 or IPv6 address, or the host name that the log has instead (`log_hostname`). */
  readonly address?: string;
  readonly type?: "local" | "plain" | "ssl" | "gss";
  /** The distinguished name in the client's certificate; `null` if it sent none. */
  readonly certificate?: string | null;
  readonly application?: string;
  /** By which method it authenticated (PostgreSQL 14 and later). */
  readonly method?: string;
  /** The record by which it did, as the server names it. */
  readonly record?: MatchedRecord;
  /** The server refused it by a record, or for want of one. */
  readonly isRefused?: true;
}

/** A record of pg_hba.conf as a message of the server names it. */
export interface MatchedRecord {
  /** The path on the server. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}
