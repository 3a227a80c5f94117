import type { Cluster } from "../../cluster/cluster.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Place } from "../../model/span.ts";
import type { Certificate, Pki } from "../../pki.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../../syntax/ident/identRecord.ts";

/** A client that wants to connect. */
export interface Client {
  /** Over the Unix socket, over TCP in clear, with TLS (as with `sslmode=require`: never without), or with GSSAPI encryption. */
  readonly type: "local" | "plain" | "ssl" | "gss";
  /** An IPv4 or IPv6 address; absent on the Unix socket, and where it is not known. */
  readonly address?: string;
  readonly database: string;
  readonly user: string;
  /** Physical replication (`replication=true`), for which the database does not count. */
  readonly replication?: boolean;
  /** What the client sends in the handshake, its own certificate first. */
  readonly certificates?: readonly Certificate[];
  /** The host name that it sends in the handshake (SNI), by which the server selects a line of pg_hosts.conf. */
  readonly serverName?: string;
}

/** Where the way of a connection ends, in the order in which the server looks. */
export type ConnectionStage =
  /** The server does not load its files as they are. */
  | "configuration"
  /** The server does no TLS. */
  | "encryption"
  /** The client's certificate: missing, or not verified. */
  | "certificate"
  /** No record matches. */
  | "no-record"
  /** The record says `reject`. */
  | "rejected"
  /** The method: a password, or trust. */
  | "authentication"
  /** The certificate's name does not lead to the role. */
  | "name"
  /** PgBouncer does not know the user. */
  | "user"
  /** PgBouncer has no line for the database. */
  | "database";

/**
 * Whether a client gets past authentication. It is assumed that the role and the database exist and that the role may
 * use them.
 */
export interface ConnectionDecision {
  /** `undefined`: it depends on what is not known here, such as a password, a membership, or a name that DNS resolves. */
  readonly admitted: boolean | undefined;
  readonly stage: ConnectionStage;
  /** In plain words, a sentence or two. */
  readonly reason: string;
  /** The record that decides. */
  readonly line?: Place;
}

/** A record and its place. */
export interface Placed<Record> {
  readonly record: Record;
  readonly place: Place;
}

/** What the server goes by. */
export interface ConnectionFacts {
  readonly cluster: Cluster;
  readonly serverVersion: ServerVersion;
  /** The records of pg_hba.conf in the order in which the server has them, those of included files in their places. */
  readonly records: readonly Placed<HbaRecord>[];
  /** The same for pg_ident.conf; absent when the file or a part of it is not known. */
  readonly maps?: readonly Placed<IdentRecord>[];
  /** Why the server does not load pg_ident.conf, so that nobody knows by which maps it goes. */
  readonly mapsProblem?: string;
  readonly pki?: Pki;
  /** Why the server refuses these files, so that something else is in force. */
  readonly problem?: string;
  /** With a problem: whether the server refuses a record by itself. */
  readonly isRefused?: (place: Place) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An answer with its reason; `undefined`: it is not known, and the reason says why. */
export interface Answer {
  readonly is: boolean | undefined;
  readonly reason: string;
}
