/** A folder of PgBouncer's files: `pgbouncer.ini` and others, texts or names of materials; `DIR` in a text is the folder. */
export type PgBouncerCase = Readonly<Record<string, string | readonly string[]>>;

/** The settings that all cases have. */
export const head = "[pgbouncer]\nunix_socket_dir=DIR\nlisten_port=7041\n";
const tls = `${head}client_tls_sslmode=require\n`;
const pair = "client_tls_key_file=DIR/leaf.key\nclient_tls_cert_file=DIR/leaf.crt\n";
const files = {
  "leaf.key": ["leaf-key"],
  "leaf.crt": ["leaf", "intermediate"],
  "root.crt": ["root"],
} as const;

/** A case of one file. */
export const ini = (text: string): PgBouncerCase => ({ "pgbouncer.ini": text });
const withTls = (text: string): PgBouncerCase => ({ "pgbouncer.ini": `${tls}${text}`, ...files });

/** The shape of a file: lines, sections, includes, connection strings. */
const shapes: readonly PgBouncerCase[] = [
  "",
  "[databases]\n",
  head,
  `foo=1\n${head}`,
  `; c\n# c\n\n   ; c\n${head}`,
  `${head}auth_type md5\n`,
  `${head}auth_type\n`,
  `${head}= x\n`,
  `${head}auth_type = md5 ; c\n`,
  `${head}auth_user = 'x'\n`,
  `${head}[databases\n`,
  `${head}[databases] x = host=h\n`,
  `${head}[databases]x=host=h\n`,
  `${head}[Databases]\n`,
  `${head}[other]\n`,
  `${head}[peers]\n`,
  `${head}[]\n`,
  `${head}[users]\nbob=pool_mode=session max_user_connections=3\n`,
  `${head}[users]\nbob=pool_size=3\n`,
  `${head}[users]\nbob=\n`,
  `${head}[users]\nbob\n`,
  `${head}%include\n`,
  `${head}%include DIR/none.ini\n`,
  `${head}%includeDIR/none.ini\n`,
  `${head}AUTH_TYPE = md5\n`,
  `${head}auth_type = MD5\n`,
  `${head}auth-type = md5\n`,
  `${head}\tauth_type\t=\tmd5\t\n`,
  `${head}auth_type = \n`,
  `${head}auth_hba_file =\n`,
  `${head}'auth_type' = md5\n`,
  `\ufeff${head}`,
  `${head}pgbouncer.auth_type = md5\n`,
  `${head}service_name = x\n`,
  `${head}[databases]\npgbouncer = host=h\n`,
  `${head}[databases]\n* = nonsense\n`,
  `${head}[databases]\n* = host=h sslmode=require\n`,
].map(ini);

/** Values of lines of `[databases]` and `[users]`. */
export const strings: readonly string[] = [
  "",
  "host=h",
  "host=h port=5432 dbname=d user=u password=p",
  "host = h",
  "host= h",
  "host =h",
  "host=",
  "host",
  "host h",
  "=h",
  "host=h,",
  "host='h'",
  "host=''",
  "host='h",
  "host='it''s'",
  "password='a b'",
  "password='a'host=h",
  "password='a',host=h",
  "password='a' host=h",
  "host=h\tport=1",
  "port=0",
  "port=x",
  "port=-1",
  "port=5432x",
  "port=' 7'",
  "port=99999999",
  "pool_mode=Session",
  "pool_mode=x",
  "pool_size=x",
  "sslmode=require",
  "HOST=h",
  "reserve_pool=1",
  "reserve_pool_size=1",
  "auth_query='select 1'",
  "auth_user=a",
  "auth_dbname=a",
  "connect_query='select ''x'''",
  "client_encoding=UTF8 datestyle=ISO timezone=UTC application_name=x",
  "server_lifetime=5",
  "load_balance_hosts=disable",
  "max_db_connections=1 min_pool_size=1",
  "host=h # c",
  "host=h ; c",
  'host="h"',
];

/** Values of TLS, with files that fit. */
const tlsValues: readonly (readonly [setting: string, values: readonly string[]])[] = [
  [
    "protocols",
    [
      "all",
      "secure",
      "default",
      "legacy",
      "tlsv1",
      "tlsv1.0",
      "tlsv1.1",
      "TLSv1.2",
      "tlsv1.3",
      "tlsv1.4",
      "tlsv1.2,tlsv1.3",
      "tlsv1.2:tlsv1.3",
      "tlsv1.2, tlsv1.3",
      "tlsv1.2 ,tlsv1.3",
      "tlsv1.2 tlsv1.3",
      "!tlsv1.0",
      "! tlsv1.0",
      "tlsv1.2,",
      ",tlsv1.2",
      "all,!tlsv1.0,!tlsv1.1",
      "!all",
      "",
    ],
  ],
  [
    "ciphers",
    [
      "fast",
      "normal",
      "default",
      "secure",
      "compat",
      "legacy",
      "insecure",
      "all",
      "FAST",
      "HIGH:!aNULL",
      "nonsense",
      "HIGH:nonsense",
      "TLS_AES_256_GCM_SHA384",
      "ECDHE-RSA-AES256-GCM-SHA384",
      "HIGH:@SECLEVEL=9",
      "",
    ],
  ],
  ["dheparams", ["auto", "none", "legacy", "AUTO", "2048", "x", ""]],
  [
    "ecdhcurve",
    [
      "auto",
      "none",
      "prime256v1",
      "secp384r1",
      "secp521r1",
      "P-256",
      "secp256r1",
      "X25519",
      "x",
      "Prime256v1",
      "rsaEncryption",
      "prime256v1:secp384r1",
      "",
    ],
  ],
];

/** States of files. */
const states: readonly PgBouncerCase[] = [
  withTls(pair),
  ini(tls),
  withTls("client_tls_key_file=DIR/leaf.key\n"),
  withTls("client_tls_cert_file=DIR/leaf.crt\nclient_tls_key_file=\n"),
  ...["none", "leaf.crt", "empty", "junk", "other.key", "encrypted.key", "sec1.key", "pkcs.key", "."].map(
    (key) => ({
      "pgbouncer.ini": `${tls}client_tls_cert_file=DIR/leaf.crt\nclient_tls_key_file=DIR/${key}\n`,
      ...files,
      empty: "",
      junk: "junk\n",
      "other.key": ["other-key"],
      "encrypted.key": ["encrypted-key"],
      "sec1.key": ["encrypted-key-sec1"],
      "pkcs.key": ["leaf-key", "leaf"],
    }),
  ),
  ...["none", "leaf.key", "empty", "junk", "reversed.crt", "expired.crt", "both", "root.crt"].map(
    (certificate) => ({
      "pgbouncer.ini": `${tls}client_tls_key_file=DIR/leaf.key\nclient_tls_cert_file=DIR/${certificate}\n`,
      ...files,
      empty: "",
      junk: "junk\n",
      "reversed.crt": ["intermediate", "leaf"],
      "expired.crt": ["expired-leaf"],
      both: ["leaf-key", "leaf"],
    }),
  ),
  ...["none", "leaf.key", "empty", "junk", "expired.crt", "root.crt", "."].map((authority) => ({
    "pgbouncer.ini": `${tls}${pair}client_tls_ca_file=DIR/${authority}\n`,
    ...files,
    empty: "",
    junk: "junk\n",
    "expired.crt": ["expired-root"],
  })),
  ...["allow", "prefer", "require", "verify-ca", "verify-full", "VERIFY-FULL", "disable", "verify"].flatMap(
    (mode) =>
      ["", "client_tls_ca_file=DIR/root.crt\n"].flatMap((authority) =>
        ["md5", "cert", "hba", "any"].map((type) => ({
          "pgbouncer.ini": `${head}auth_type=${type}\nclient_tls_sslmode=${mode}\n${pair}${authority}`,
          ...files,
        })),
      ),
  ),
  ...["disable", "require", "verify-ca", "verify-full"].map((mode) =>
    ini(
      `${head}server_tls_sslmode=${mode}\nserver_tls_ca_file=DIR/none\nserver_tls_key_file=DIR/none\nserver_tls_protocols=secure\n`,
    ),
  ),
  ini(`${head}server_tls_sslmode=require\nserver_tls_protocols=x\n`),
  ini(`${head}server_tls_protocols=x\nclient_tls_ciphers=nonsense\n`),
  ini(`${tls}${pair}[databases]\n[pgbouncer]\nunix_socket_dir=DIR\nlisten_port=7041\n`),
  ini(`${head}auth_file=DIR/none\n`),
  ini(`${head}auth_type=hba\n`),
  ini(`${head}auth_type=hba\nauth_hba_file=DIR/none\n`),
  ini(`${head}auth_type=md5\nauth_hba_file=DIR/none\n`),
  {
    "pgbouncer.ini": `${head}%include DIR/more.ini\n[databases]\nx=host=h\n`,
    "more.ini": "max_client_conn=7\n",
  },
  { "pgbouncer.ini": `${head}%include DIR/more.ini\n`, "more.ini": "max_client_conn=7x\n" },
  { "pgbouncer.ini": `${head}%include DIR/more.ini\nx=host=h\n`, "more.ini": "[databases]\n" },
  { "pgbouncer.ini": `${head}%include DIR/pgbouncer.ini\n` },
  { "pgbouncer.ini": "%include DIR/more.ini\n", "more.ini": head },
];

/** Files of users. */
const users: readonly string[] = [
  "",
  '"a" "b"\n',
  '"a" "b"',
  '"a" "b" more\n"c" "d"\n',
  '; c\n"a" "b"\n',
  '# c\n"a" "b"\n',
  '"a" "b"\n# c\n',
  '"a"\n',
  '"a" b\n',
  '"a" b "c"\n',
  "a b\n",
  '"a\n',
  '"a" "b\n',
  '"a""b" "c""d"\n',
  '"a" ""\n',
  '  "a"\t"b"\n\n\n"c" "d"\n',
  '"a" "b"\n;\n',
  "'a' 'b'\n",
  '"a"\n"b"\n',
];

/** All states that are compared by a start. */
export function pgbouncerCases(): readonly PgBouncerCase[] {
  return [
    ...shapes,
    ...strings.map((text) => ini(`${head}[databases]\nshop = ${text}\n`)),
    ...strings.map((text) => ini(`${head}[users]\nalice = ${text}\n`)),
    ...states,
    ...tlsValues.flatMap(([name, values]) =>
      values.map((value) => withTls(`${pair}client_tls_${name}=${value}\n`)),
    ),
    ...users.map((text) => ({
      "pgbouncer.ini": `${head}auth_file=DIR/userlist.txt\n`,
      "userlist.txt": text,
    })),
  ];
}
