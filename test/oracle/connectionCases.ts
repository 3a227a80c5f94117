import { crlSetups } from "./crlCases.ts";
import { keySetups } from "./keyCases.ts";
import { purposeSetups } from "./purposeCases.ts";

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

const certOnly = "hostssl all all all cert\n";
const demanding = "hostssl all all all trust clientcert=verify-ca\n";

/** The same certificates tried one after the other, all as `user`. */
const eachOf = (user: string, ...certs: string[]): ConnectionClient[] =>
  certs.map((cert) => ({ user, cert }));

const strange = [
  "expired",
  "future",
  "for-servers",
  "self-signed",
  "of-stranger",
  "of-impostor",
  "zero-byte",
];
const fine = ["alice", "no-purpose", "is-authority", "sha1"];
const chains = [
  "of-branch",
  "of-branch + branch",
  "of-branch + branch + root",
  "of-branch + stranger",
  "of-twig + twig + branch",
  "of-twig + branch + twig",
  "of-twig + branch",
  "of-no-authority + no-authority",
  "of-server-branch + server-branch",
  "of-expired-branch + expired-branch",
  "of-stranger + stranger",
];
const nobody: ConnectionClient = { user: "alice" };

export const connectionSetups: readonly ConnectionSetup[] = [
  ...crlSetups,
  ...purposeSetups,
  ...keySetups,
  {
    name: "cert",
    hba: certOnly,
    clients: [
      nobody,
      { user: "alice", type: "plain" },
      { user: "alice", type: "local" },
      ...eachOf(
        "alice",
        ...fine,
        ...strange,
        ...chains,
        "bob",
        "two-names",
        "joined-names",
        "organized",
        "nameless",
      ),
      ...eachOf("bob", "alice", "two-names"),
      { user: "Alice", cert: "alice" },
      { user: "jürgen", cert: "umlaut" },
    ],
  },
  {
    name: "no CA file",
    authorities: "",
    hba: certOnly,
    clients: [nobody, ...eachOf("alice", "alice", "expired")],
  },
  { name: "no CA file, clientcert", authorities: "", hba: demanding, clients: eachOf("alice", "alice") },
  {
    name: "no CA file, trust",
    authorities: "",
    hba: "hostssl all all all trust\n",
    clients: eachOf("alice", "expired"),
  },
  {
    name: "TLS is off",
    ssl: "off",
    hba: `${certOnly}host all all all trust\n`,
    clients: [nobody, { user: "a", type: "plain" }],
  },
  { name: "verify-ca", hba: demanding, clients: [nobody, ...eachOf("alice", "bob", "nameless", ...strange)] },
  {
    name: "verify-full with trust",
    hba: "hostssl all all all trust clientcert=verify-full\n",
    clients: [nobody, ...eachOf("alice", "alice", "bob", "nameless", "expired")],
  },
  {
    name: "verify-full with a password",
    hba: "hostssl all all all scram-sha-256 clientcert=verify-full\n",
    clients: [nobody, ...eachOf("alice", "expired")],
  },
  {
    name: "password",
    hba: "host all all all scram-sha-256\n",
    clients: [nobody, ...eachOf("alice", "alice", "expired")],
  },
  {
    name: "trust",
    hba: "hostssl all all all trust\n",
    clients: [nobody, ...eachOf("alice", "bob", ...strange)],
  },
  {
    name: "DN",
    since: 14,
    hba: "hostssl all all all cert clientname=DN\n",
    clients: [
      { user: "CN=alice,OU=IT,O=Acme", cert: "organized" },
      { user: "O=Acme,OU=IT,CN=alice", cert: "organized" },
      { user: "alice", cert: "organized" },
      { user: "CN=alice,O=Acme\\, Inc.", cert: "with-comma" },
      { user: "CN=j\\C3\\BCrgen", cert: "umlaut" },
      { user: "CN=alice+UID=a1,O=Acme", cert: "joined-names" },
      { user: "O=Acme", cert: "nameless" },
      { user: "CN=alice", cert: "alice" },
    ],
  },
  {
    name: "DN by a map",
    since: 14,
    hba: 'hostssl all all all cert clientname=DN map="d"\n',
    ident: 'd "/^CN=([^,]*),OU=IT,O=Acme$" \\1\nd "CN=alice,O=Acme\\, Inc." carol\n',
    clients: [
      { user: "alice", cert: "organized" },
      { user: "carol", cert: "with-comma" },
      { user: "alice", cert: "alice" },
    ],
  },
  {
    name: "CN is written",
    since: 14,
    hba: "hostssl all all all cert clientname=CN\n",
    clients: eachOf("alice", "organized", "bob"),
  },
  {
    name: "map",
    hba: "hostssl all all all cert map=m\n",
    ident:
      'm bob carol\nm bob dave\nother alice alice\nm /^(.*)@example\\.com$ \\1\nm /^(.*)@example\\.org$ x\\1y\\1\nm "organized" all\nm nobody alice\n',
    clients: [
      ...eachOf("carol", "bob", "alice"),
      ...eachOf("dave", "bob"),
      ...eachOf("bob", "bob"),
      ...eachOf("alice", "alice", "mail", "other-mail"),
      ...eachOf("bob", "mail"),
      { user: "xaliceyalice", cert: "other-mail" },
      { user: "xalicey\\1", cert: "other-mail" },
      { user: "$&", cert: "dollar-mail" },
    ],
  },
  {
    name: "map with special words",
    hba: "hostssl all all all cert map=m\n",
    ident: 'm alice all\nm bob "all"\nm mail +postgres\nm /^jü /^x\nm postgres +postgres\n',
    clients: [
      ...eachOf("carol", "alice", "bob"),
      ...eachOf("all", "alice", "bob"),
      ...eachOf("xavier", "umlaut"),
      ...eachOf("/^x", "umlaut"),
      ...eachOf("postgres", "postgres"),
    ],
  },
  {
    name: "map to a role whose name starts with a plus sign",
    until: 15,
    hba: "hostssl all all all cert map=m\n",
    ident: "m postgres +postgres\n",
    clients: eachOf("+postgres", "postgres", "alice"),
  },
  {
    name: "map whose first line captures nothing",
    hba: "hostssl all all all cert map=m\n",
    ident: "m /^ali x\\1\nm alice alice\nm bob bob\nm /^b x\\1\n",
    clients: [...eachOf("alice", "alice"), ...eachOf("bob", "bob")],
  },
  {
    name: "map that is not there",
    hba: "hostssl all all all cert map=none\n",
    clients: eachOf("alice", "alice"),
  },
  { name: "empty map", hba: "hostssl all all all cert map=\n", clients: eachOf("alice", "alice", "bob") },
  {
    name: "branch among the trusted",
    authorities: "root + branch",
    hba: demanding,
    clients: eachOf("alice", "of-branch", "of-twig + twig", "of-twig"),
  },
  {
    name: "branch without its root",
    authorities: "branch",
    hba: demanding,
    clients: eachOf("alice", "of-branch", "of-branch + branch + root"),
  },
  {
    name: "path length",
    authorities: "narrow-root",
    hba: demanding,
    clients: eachOf("alice", "of-branch + narrow-branch", "alice"),
  },
  {
    name: "client as its own CA",
    authorities: "self-signed",
    hba: certOnly,
    clients: eachOf("alice", "self-signed", "alice"),
  },
  {
    name: "two CAs of one name",
    authorities: "root + impostor",
    hba: certOnly,
    clients: eachOf("alice", "alice", "of-impostor"),
  },
  {
    name: "CRL",
    lists: "root-crl",
    hba: demanding,
    clients: [nobody, ...eachOf("alice", "alice", "revoked", "of-branch + branch", "expired")],
  },
  {
    name: "CRLs of both",
    lists: "root-crl + branch-crl",
    hba: demanding,
    clients: eachOf("alice", "of-branch + branch", "of-branch + revoked-branch"),
  },
  {
    name: "newer list",
    lists: "older-root-crl + root-crl",
    hba: demanding,
    clients: eachOf("alice", "revoked", "alice"),
  },
  { name: "older list", lists: "older-root-crl", hba: demanding, clients: eachOf("alice", "revoked") },
  { name: "list past its day", lists: "old-root-crl", hba: demanding, clients: eachOf("alice", "alice") },
  { name: "forged list", lists: "forged-root-crl", hba: demanding, clients: eachOf("alice", "alice") },
  {
    name: "CA beside the list",
    lists: "root-crl + branch + branch-crl",
    hba: demanding,
    clients: eachOf("alice", "of-branch"),
  },
  {
    name: "list without demand",
    lists: "root-crl",
    hba: "host all all all trust\n",
    clients: [nobody, ...eachOf("a", "revoked")],
  },
  {
    name: "directory",
    since: 14,
    directory: "root-crl",
    hba: demanding,
    clients: eachOf("alice", "alice", "revoked"),
  },
  { name: "empty directory", since: 14, directory: "", hba: demanding, clients: eachOf("alice", "alice") },
  {
    name: "connection types",
    hba: "hostnossl all plain all trust\nhostssl all tls all trust\nhost all both all trust\nlocal all socket trust\nhostgssenc all all all trust\nhostnogssenc all rest all trust\n",
    clients: ["plain", "tls", "both", "socket", "rest", "gss"].flatMap((user) => [
      { user, type: "plain" },
      { user, type: "ssl" },
      { user, type: "local" },
    ]),
  },
  {
    name: "the first that matches",
    hba: [
      "host all mallory all reject",
      "host secret all 127.0.0.5/32 reject",
      'host secret,"all" alice,bob 127.0.0.0/30 trust',
      "host sameuser all 127.0.0.1 255.255.255.255 trust",
      "host all carol 127.0.0.4/30 trust",
      "host replication rita all trust",
      'host "replication" dora all trust',
      "host all ALL all trust",
      'host all "all" all trust',
      "host samerole postgres all trust",
      "host db1 +postgres samehost trust",
      "host postgres all samenet reject",
      "host v6 all ::/0 trust",
    ].join("\n"),
    clients: [
      { user: "mallory" },
      { user: "alice", database: "secret" },
      { user: "alice", database: "secret", from: "127.0.0.5" },
      { user: "carol", database: "secret", from: "127.0.0.5" },
      { user: "carol", from: "127.0.0.5" },
      { user: "carol", from: "127.0.0.1", database: "x" },
      { user: "bob", database: "all", from: "127.0.0.2" },
      { user: "bob", database: "other" },
      { user: "frank", database: "frank" },
      { user: "frank", database: "frank", from: "127.0.0.2" },
      { user: "rita", replication: true },
      { user: "rita", database: "replication" },
      { user: "dora", replication: true },
      { user: "dora", database: "replication" },
      { user: "carol", replication: true, from: "127.0.0.5" },
      { user: "ALL", database: "x" },
      { user: "all", database: "x" },
      { user: "postgres", from: "127.0.0.2" },
      { user: "postgres", database: "db1" },
      { user: "zoe", database: "postgres" },
      { user: "zoe", database: "v6" },
    ].map((client) => ({ type: "plain", database: "postgres", ...client }) as const),
  },
  {
    name: "patterns",
    hba: 'host all /^a trust\nhost "/^db[0-9]+$" all all trust\n'.replace("/^a trust", "/^a all trust"),
    clients: [
      { user: "alice" },
      { user: "bob" },
      { user: "/^a" },
      { user: "bob", database: "db12" },
      { user: "bob", database: "db" },
      { user: "bob", database: "/^db[0-9]+$" },
      { user: "alice", replication: true },
    ],
  },
  {
    name: "rejecting with a demand",
    hba: "hostssl all all all reject clientcert=verify-ca\n",
    clients: [nobody, ...eachOf("alice", "alice")],
  },
  {
    name: "clientcert=1",
    until: 13,
    hba: "hostssl all all all trust clientcert=1\n",
    clients: [nobody, ...eachOf("bob", "alice")],
  },
  {
    name: "clientcert=no-verify",
    until: 13,
    hba: "hostssl all all all trust clientcert=no-verify\n",
    clients: [nobody, ...eachOf("bob", "alice", "expired")],
  },
];
