/** A client of the table: a user, a way, and the certificates that it sends, of `clientPem`. */
export interface ConnectionClient {
  readonly user: string;
  readonly database?: string;
  readonly type?: "local" | "plain" | "ssl";
  /** 127.0.0.1 when absent. */
  readonly from?: string;
  readonly replication?: boolean;
  readonly cert?: string;
}

/** A server's configuration and the clients that try it. */
export interface ConnectionSetup {
  readonly name: string;
  readonly since?: number;
  readonly until?: number;
  readonly hba: string;
  readonly ident?: string;
  /** `root` when absent; empty for none. */
  readonly authorities?: string;
  readonly lists?: string;
  /** What is in `ssl_crl_dir` under the hashed name of the root. */
  readonly directory?: string;
  readonly ssl?: "off";
  /** The server's certificate and key, of the materials; `leaf` when absent. */
  readonly server?: readonly [certificate: string, key: string];
  /** More lines of postgresql.conf. */
  readonly settings?: readonly string[];
  readonly clients: readonly ConnectionClient[];
}

/** The same certificates tried one after the other, all as `user`. */
export const eachOf = (user: string, ...certs: string[]): ConnectionClient[] =>
  certs.map((cert) => ({ user, cert }));
