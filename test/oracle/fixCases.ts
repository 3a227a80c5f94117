/** A fault, the fix that takes it away, and how a real server shows the difference. */
export interface FixCase {
  /** How the title of the fix starts. */
  readonly fix: string;
  /** An example as `parseExample` reads it; `DATA` is the path of the data directory. */
  readonly text: string;
  /** The file in which the fix is offered. */
  readonly document?: string;
  readonly since?: number;
  readonly until?: number;
  /** postgresql.conf is in a folder of its own, and names the data directory. */
  readonly apart?: true;
  /** The server starts before already: it is this client that fares otherwise after the fix. Names of materials. */
  readonly client?: FixClient;
  /** What is in a file of the data directory afterwards, as names of materials. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A client for which the fix makes a difference. */
export interface FixClient {
  /** The certificates that it sends. */
  readonly cert?: string;
  /** The roots by which it verifies the server. */
  readonly ca?: string;
  readonly from?: string;
  readonly plain?: true;
  readonly oldProtocol?: true;
  /** How it fares after the fix when that is not being let in for the first time; it was let in before then. */
  readonly after?: "refuses" | "still lets in";
}

const conf = (...lines: string[]) => ["-- postgresql.conf --", "ssl = on", ...lines].join("\n");
const hba = (...lines: string[]) => ["-- pg_hba.conf --", ...lines].join("\n");
const state = (...parts: string[]) => parts.join("\n");
const demanding = hba("hostssl all all 127.0.0.1/32 cert");

/** Every fix that issue and feature table name, and those that go with it. */
export const fixCases: readonly FixCase[] = [
  { fix: "Set the key's mode to 0600", text: state(conf(), "-- server.key: leaf-key mode=0644 --") },
  { fix: "Set the key's mode to 0640", text: state(conf(), "-- server.key: leaf-key mode=0644 owner=0 --") },
  {
    fix: "Give the key to the server's user",
    text: state(conf(), "-- server.key: leaf-key mode=0600 owner=1000 --"),
  },
  { fix: "Set the data directory's mode to 0750", text: state(conf(), "-- . mode=0755 --") },
  {
    fix: "Put the server's own certificate first",
    text: state(conf(), "-- server.crt: intermediate + leaf --"),
    files: { "server.crt": "leaf + intermediate" },
  },
  {
    fix: "Put the server's own certificate first",
    text: state(conf("ssl_cert_file = 'my chain.crt'"), "-- my chain.crt: root + intermediate + leaf --"),
    files: { "my chain.crt": "leaf + intermediate + root" },
  },
  {
    fix: "Set ssl_key_file = 'new.key'",
    text: state(conf(), "-- server.key: other-key --", "-- new.key: leaf-key --"),
  },
  {
    fix: "Name the key that matches the certificate: new.key",
    text: state(conf("ssl_key_file = 'old.key'"), "-- old.key: rsa-key --", "-- new.key: leaf-key --"),
  },
  {
    fix: "Swap the certificate and the key",
    text: conf("ssl_cert_file = 'server.key'", "ssl_key_file = 'server.crt'"),
  },
  {
    fix: "Name the file beside the configuration",
    apart: true,
    text: state(conf("ssl_ca_file = 'ca.crt'"), "-- ca.crt: root --"),
  },
  {
    fix: "Write the whole path",
    text: conf("hba_file = 'pg_hba.conf'"),
  },
  {
    fix: "Swap the two protocols",
    text: conf("ssl_min_protocol_version = 'TLSv1.3'", "ssl_max_protocol_version = 'TLSv1.2'"),
  },
  {
    fix: "Remove the upper limit",
    text: conf("ssl_min_protocol_version = 'TLSv1.3'", "ssl_max_protocol_version = 'TLSv1.2'"),
  },
  { fix: "Change to ssl_ecdh_curve", until: 17, text: conf("ssl_groups = 'prime256v1'") },
  {
    fix: "Change to verify-ca",
    since: 14,
    document: "pg_hba.conf",
    text: state(
      conf("ssl_ca_file = 'ca.crt'"),
      hba("hostssl all all all md5 clientcert=1"),
      "-- ca.crt: root --",
    ),
  },
  {
    fix: "Move TLS_AES_128_GCM_SHA256 to ssl_tls13_ciphers",
    since: 18,
    text: state(conf("ssl_ciphers = 'TLS_AES_128_GCM_SHA256'"), hba("hostssl all all all trust")),
    client: { oldProtocol: true },
  },
  {
    fix: "Add CN=Intermediate from DATA/intermediate.crt",
    text: state(
      conf(),
      hba("host all all all trust"),
      "-- server.crt: leaf --",
      "-- intermediate.crt: intermediate --",
    ),
    client: { ca: "root" },
    files: { "server.crt": "leaf + intermediate", "intermediate.crt": "intermediate" },
  },
  {
    fix: "Remove the root from the file",
    text: state(conf(), hba("host all all all trust"), "-- server.crt: leaf + intermediate + root --"),
    client: { ca: "root", after: "still lets in" },
    files: { "server.crt": "leaf + intermediate", "server.crt.bak": "leaf + intermediate + root" },
  },
  {
    fix: "Add CN=Root from DATA/root.pem",
    text: state(
      conf("ssl_ca_file = 'ca.crt'"),
      demanding,
      "-- ca.crt: intermediate --",
      "-- root.pem: root --",
    ),
    client: { cert: "intermediate-client" },
    files: { "ca.crt": "intermediate + root" },
  },
  {
    fix: "Set ssl_ca_file = 'clients.pem' in postgresql.conf",
    document: "pg_hba.conf",
    text: state(conf(), demanding, "-- clients.pem: root --"),
    client: { cert: "root-client" },
  },
  {
    fix: "Add the CRLs from DATA/second.crl",
    text: state(
      conf("ssl_ca_file = 'ca.crt'", "ssl_crl_file = 'first.crl'"),
      demanding,
      "-- ca.crt: root + intermediate --",
      "-- first.crl: crl --",
      "-- second.crl: intermediate-crl --",
    ),
    client: { cert: "intermediate-client" },
    files: { "first.crl": "crl + intermediate-crl" },
  },
  {
    fix: "Link the CRLs by their hashed names in DATA/lists",
    since: 14,
    text: state(
      conf("ssl_ca_file = 'ca.crt'", "ssl_crl_dir = 'lists'"),
      demanding,
      "-- ca.crt: root --",
      "-- lists/root.crl: crl --",
    ),
    client: { cert: "root-client" },
  },
  {
    fix: "Add a map people of each name to itself to pg_ident.conf",
    document: "pg_hba.conf",
    text: state(
      conf("ssl_ca_file = 'ca.crt'"),
      hba("hostssl all all 127.0.0.1/32 cert map=people"),
      "-- ca.crt: root --",
    ),
    client: { cert: "root-client" },
  },
  {
    fix: "Remove the extra copies from the file",
    text: state(conf("ssl_ca_file = 'ca.crt'"), demanding, "-- ca.crt: root + other-root + root --"),
    client: { cert: "root-client", after: "still lets in" },
    files: { "ca.crt": "root + other-root", "ca.crt.bak": "root + other-root + root" },
  },
  {
    fix: "Set ssl = on in postgresql.conf",
    document: "pg_hba.conf",
    text: state("-- postgresql.conf --", "ssl = off", hba("hostssl all all 127.0.0.1/32 trust")),
    client: {},
  },
  {
    fix: "Change host to hostssl",
    document: "pg_hba.conf",
    text: state(conf(), hba("hostssl all all 127.0.0.0/8 trust", "host all all 0.0.0.0/0 trust")),
    client: { plain: true, after: "refuses" },
  },
  {
    fix: "Reject connections without TLS above",
    document: "pg_hba.conf",
    text: state(conf(), hba("hostssl all all 127.0.0.0/8 trust", "host all all 0.0.0.0/0 trust")),
    client: { plain: true, after: "refuses" },
  },
  {
    fix: "Move this record above the one that matches first",
    document: "pg_hba.conf",
    text: state(conf(), hba("host all all 127.0.0.0/8 reject", "hostssl all all 127.0.0.1/32 trust")),
    client: {},
  },
  {
    fix: "Add the same record with ::1/128 below",
    document: "pg_hba.conf",
    text: state(conf(), hba("host all all 127.0.0.1/32 trust")),
    client: { from: "::1" },
  },
];
