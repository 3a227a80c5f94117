import type { Client } from "../../server/src/core/index.ts";

/** A login through PgBouncer to a server, and whether PgBouncer 1.18 with a server 15 let the client work. */
export interface PgBouncerLogin {
  readonly what: string;
  /** Lines of `[pgbouncer]` beside the usual ones. */
  readonly settings?: string;
  /** What follows `host=`, in the line of every database. */
  readonly line?: string;
  /** Records of PgBouncer; then `auth_type = hba`. */
  readonly records?: string;
  /** Records of the server. */
  readonly server?: string;
  /** The name of a client certificate of `clientCertificates`. */
  readonly certificate?: string;
  readonly client?: Partial<Pick<Client, "type" | "user" | "database">>;
  /** Recorded, and compared with a running PgBouncer where there is one. */
  readonly connects: boolean;
}

/** The users of `auth_file`; the server's secrets are those of the password `pw` for all of them. */
export const users = `"alice" "pw"\n"nobody" ""\n"hashed" "md5${"0".repeat(32)}"\n`;

const open = "hostssl all all all trust\nhost all all all trust\n";
const encrypted = "hostssl all all all trust\n";
const demandsPassword = "host all all all scram-sha-256\n";
const verifies = "client_tls_sslmode = verify-ca\nclient_tls_ca_file = DIR/clients.crt\n";
const full = "client_tls_sslmode = verify-full\nclient_tls_ca_file = DIR/clients.crt\n";
const plain = { type: "plain" } as const;

const serverTls = (mode: string, roots = "roots.crt") =>
  `server_tls_sslmode = ${mode}\nserver_tls_ca_file = DIR/${roots}\n`;

export const pgbouncerLogins: readonly PgBouncerLogin[] = [
  { what: "the right password", connects: true },
  { what: "a user who is in no file", client: { user: "mallory" }, connects: false },
  { what: "a user without a password", client: { user: "nobody" }, connects: false },
  {
    what: "trust and a user without a password",
    settings: "auth_type = trust\n",
    client: { user: "nobody" },
    connects: true,
  },
  {
    what: "trust and a user who is in no file",
    settings: "auth_type = trust\n",
    client: { user: "mallory" },
    connects: false,
  },
  {
    what: "trust and a line of [users]",
    settings: "auth_type = trust\n[users]\nmallory = pool_mode=session\n",
    client: { user: "mallory" },
    connects: true,
  },
  { what: "any without user=", settings: "auth_type = any\n", connects: false },
  { what: "any with user=", settings: "auth_type = any\n", line: "localhost user=alice", connects: true },
  {
    what: "SCRAM with an MD5 hash",
    settings: "auth_type = scram-sha-256\n",
    client: { user: "hashed" },
    connects: false,
  },
  { what: "a database without a line", client: { database: "elsewhere" }, connects: false },
  {
    what: "the console, for a user that it does not know",
    client: { database: "pgbouncer" },
    connects: false,
  },
  { what: "no TLS where it is demanded", client: plain, connects: false },
  {
    what: "no TLS where it may be",
    settings: "client_tls_sslmode = prefer\n",
    client: plain,
    connects: true,
  },
  { what: "TLS where there is none", settings: "client_tls_sslmode = disable\n", connects: false },
  { what: "no certificate where one is demanded", settings: verifies, connects: false },
  { what: "a certificate of the CA", settings: verifies, certificate: "alice", connects: true },
  { what: "a certificate of another CA", settings: verifies, certificate: "self-signed", connects: false },
  {
    what: "a certificate of another CA that nobody demands",
    settings: "client_tls_ca_file = DIR/clients.crt\n",
    certificate: "self-signed",
    connects: false,
  },
  { what: "a certificate that expired", settings: verifies, certificate: "expired", connects: false },
  { what: "a certificate for servers", settings: verifies, certificate: "for-servers", connects: false },
  {
    what: "cert with the user's certificate",
    settings: `auth_type = cert\n${full}`,
    certificate: "alice",
    connects: true,
  },
  {
    what: "cert with another user's certificate",
    settings: `auth_type = cert\n${full}`,
    certificate: "alice",
    client: { user: "hashed" },
    connects: false,
  },
  {
    what: "cert and a user who is in no file",
    settings: `auth_type = cert\n${full}`,
    certificate: "mail",
    client: { user: "alice@example.com" },
    connects: false,
  },
  {
    what: "cert for two names",
    settings: `auth_type = cert\n${full}`,
    certificate: "two-names",
    connects: true,
  },
  { what: "a record with trust", records: "hostssl all all 127.0.0.0/8 trust\n", connects: true },
  {
    what: "a record with reject",
    records: "host all alice 127.0.0.1/32 reject\nhost all all 0.0.0.0/0 trust\n",
    connects: false,
  },
  {
    what: "a reject that PgBouncer ignores",
    records: "host all +people 0.0.0.0/0 reject\nhost all all 0.0.0.0/0 trust\n",
    connects: true,
  },
  {
    what: "a record with scram-sha-256",
    records: "hostssl shop alice 127.0.0.1 255.255.255.255 scram-sha-256\n",
    connects: true,
  },
  {
    what: "a record with cert",
    settings: full,
    records: "hostssl all all 127.0.0.1/32 cert\n",
    certificate: "alice",
    connects: true,
  },
  {
    what: "a record with cert, without a certificate",
    records: "hostssl all all 127.0.0.1/32 cert\n",
    connects: false,
  },
  { what: "a record with peer over TCP", records: "host all all 127.0.0.1/32 peer\n", connects: false },
  { what: "a record of another network", records: "host all all 10.0.0.0/8 trust\n", connects: false },
  {
    what: "a record with bits behind its mask",
    records: "host all all 127.0.0.1/8 trust\n",
    connects: false,
  },
  {
    what: "a record for clients without TLS",
    records: "hostnossl all all 127.0.0.1/32 trust\n",
    connects: false,
  },
  { what: "a record of the Unix socket", records: "local all all trust\n", connects: false },
  { what: "a record for sameuser", records: "host sameuser all 127.0.0.1/32 trust\n", connects: false },
  { what: "a record with names of a file", records: "host all @names 127.0.0.1/32 trust\n", connects: true },
  { what: "no record at all", records: "# none\n", connects: false },
  { what: "a server that demands TLS, and no TLS to servers", server: encrypted, connects: false },
  { what: "a server that demands TLS", settings: serverTls("prefer"), server: encrypted, connects: true },
  {
    what: "a server's certificate that is verified",
    settings: serverTls("verify-ca"),
    server: encrypted,
    connects: true,
  },
  {
    what: "a server's certificate of another CA",
    settings: serverTls("verify-ca", "other.crt"),
    server: encrypted,
    connects: false,
  },
  {
    what: "another CA where nothing is verified",
    settings: serverTls("require", "other.crt"),
    server: encrypted,
    connects: true,
  },
  {
    what: "a CA file that does not exist",
    settings: serverTls("verify-ca", "none.crt"),
    server: encrypted,
    connects: false,
  },
  {
    what: "a server's name that is in its certificate",
    settings: serverTls("verify-full"),
    server: encrypted,
    connects: true,
  },
  {
    what: "a server's address that is not in its certificate",
    settings: serverTls("verify-full"),
    line: "127.0.0.1",
    server: encrypted,
    connects: false,
  },
  {
    what: "a server without a record for PgBouncer",
    server: "host all all 10.0.0.0/8 trust\n",
    connects: false,
  },
  { what: "a server that demands the password", server: demandsPassword, connects: true },
  {
    what: "a server that demands a password that PgBouncer does not have",
    settings: "auth_type = trust\n",
    client: { user: "nobody" },
    server: demandsPassword,
    connects: false,
  },
  {
    what: "a server that demands SCRAM of an MD5 hash",
    settings: "auth_type = trust\n",
    client: { user: "hashed" },
    server: demandsPassword,
    connects: false,
  },
  {
    what: "a password in the line",
    settings: "auth_type = trust\n",
    line: "localhost user=hashed password=pw",
    client: { user: "nobody" },
    server: demandsPassword,
    connects: true,
  },
  { what: "a record of the server for another role", server: "host all nobody all trust\n", connects: false },
  {
    what: "a role that the line gives",
    line: "localhost user=nobody",
    server: "host all nobody all trust\n",
    connects: true,
  },
  {
    what: "a database that the line gives",
    line: "localhost dbname=postgres",
    server: "host postgres all all trust\nhost all all all reject\n",
    connects: true,
  },
  {
    what: "the server's certificate method",
    settings: serverTls("require"),
    server: "hostssl all all all cert\n",
    connects: false,
  },
].map((login) => ({ server: open, ...login }));
