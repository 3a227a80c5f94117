import { Tag } from "../../server/src/pki/der.ts";
import { buildCertificate, buildCrl, extension, pem } from "../pki/buildCertificate.ts";
import { encode } from "../support/encode.ts";
import type { Files } from "../support/openService.ts";

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join("");
const conf = (line: (at: number) => string) => (count: number) => ({ "postgresql.conf": times(count, line) });
const hba = (line: (at: number) => string) => (count: number) => ({ "pg_hba.conf": times(count, line) });
const manifest = (below: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  imageName: postgresql:18\n  postgresql:\n    ${below}`;
const yaml = (head: string, line: (at: number) => string) => (count: number) => ({
  "cluster.yaml": manifest(`${head}:\n${times(count, line)}`),
});

const services = (line: (at: number) => string) => (count: number) => ({
  "compose.yaml": `services:\n${times(count, line)}`,
});
const statements = (line: (at: number) => string) => (count: number) => ({
  "set_up.sql": times(count, line),
});
const pgpass = (line: (at: number) => string) => (count: number) => ({ ".pgpass": times(count, line) });
const pgbouncer = (section: string, line: (at: number) => string) => (count: number) => ({
  "pgbouncer.ini": `${section}\n${times(count, line)}`,
});

/** So many CA certificates and CRLs with these names, one after the other. */
const authorities =
  (subject: (at: number) => string, issuer = subject) =>
  (count: number) => ({
    "postgresql.conf": "ssl = on\nssl_ca_file = 'ca.pem'\nssl_crl_file = 'crl.pem'\n",
    "ca.pem": times(count, (at) =>
      pem(
        "CERTIFICATE",
        buildCertificate({
          serial: Buffer.of(1, at >> 8, at & 255),
          subject: commonName(subject(at)),
          issuer: commonName(issuer(at)),
          extensions: [isAuthority],
        }),
      ),
    ),
    "crl.pem": times(count, (at) => pem("X509 CRL", buildCrl([], { issuer: commonName(subject(at)) }))),
  });
const commonName = (value: string) => [[{ id: "2.5.4.3", tag: 12, value: Buffer.from(value) }]];
const isAuthority = extension(
  "2.5.29.19",
  true,
  encode(Tag.sequence, [encode(Tag.boolean, [Buffer.of(255)])]),
);

/** Files in which something is repeated so many times; the first is the one that is checked. */
export const repeated: Readonly<Record<string, (count: number) => Files>> = {
  "unknown settings": conf((at) => `k${at} = v\n`),
  "settings that differ by a letter from a known one": conf((at) => `work_me${at} = v\n`),
  "unknown choices": conf((at) => `wal_level = v${at}\n`),
  "settings of extensions": conf((at) => `a.k${at} = v\n`),
  "settings again and again": conf((at) => `work_mem = ${at}MB\n`),
  "connection strings": conf((at) => `primary_conninfo = 'host=h${at} sslmod=x'\n`),
  "lists of ciphers": conf((at) => `ssl_ciphers = 'HIGH:AES${at}'\n`),
  "CA files that are missing": conf((at) => `ssl_ca_file = 'x${at}'\n`),
  "missing includes": conf((at) => `include 'i${at}'\n`),
  "comments for pgssl": conf((at) => `# pgssl: vershion${at}=16\n`),
  "comments that silence": conf((at) => `# pgssl-disable-next-line conf-x${at}\n`),
  "unknown types": hba((at) => `hosst${at} all all all md5\n`),
  "unknown methods": hba((at) => `host all all all md${at}\n`),
  "unknown options": hba((at) => `host all all all ldap ldapsrv${at}=x\n`),
  expressions: hba((at) => `host all /^(.*)a${at}$ 10.0.0.0/8 md5\n`),
  "missing files of names": hba((at) => `host @f${at} all all md5\n`),
  "unknown maps beside 200 maps": (count) => ({
    "pg_hba.conf": times(count, (at) => `hostssl all all all cert map=a${at}x\n`),
    "pg_ident.conf": times(200, (at) => `q${at}y a b\n`),
  }),
  "includes beside files of nearly their names": (count) => ({
    "pg_hba.conf": times(count, (at) => `include abcdef${at}x.conf\n`),
    ...Object.fromEntries(Array.from({ length: 2 * count }, (_, at) => [`abcdef${at}y.conf`, ""])),
  }),
  maps: (count) => ({ "pg_ident.conf": times(count, (at) => `m /^(.*)a${at}$ \\1\n`) }),
  hosts: (count) => ({ "pg_hosts.conf": times(count, (at) => `h${at} c${at}.crt k${at}.key\n`) }),
  services: (count) => ({ "pg_service.conf": times(count, (at) => `[s${at}]\nhots=x\n`) }),
  "options of a service": (count) => ({
    "pg_service.conf": `[s]\n${times(count, (at) => `hots${at}=x\n`)}`,
  }),
  anchors: yaml("parameters", (at) => `      k${at}: &a${at} v\n`),
  "anchors and aliases": yaml("parameters", (at) => `      k${at}: &a${at} v\n      l${at}: *a${at}\n`),
  "keys that are marked": yaml("parameters", (at) => `      ? k${at}\n      : v\n`),
  "keys of one name": yaml("parameters", (at) => `      k: v${at}\n`),
  tags: yaml("pg_hba", (at) => `      - !t${at} host all all all md5\n`),
  "merged maps": yaml("parameters: &p {ssl: 'on'}\n  x", (at) => `    m${at}: {<<: *p, b: 1}\n`),
  "comments that silence, in a manifest": yaml(
    "parameters",
    (at) => `      # pgssl-disable-next-line conf-x\n      k${at}: v\n`,
  ),
  "variables of .env": (count) => ({
    ".env": times(count, (at) => `URL${at}=postgres://u@h${at}/d?sslmod=x\n`),
  }),
  "instructions of a Dockerfile": (count) => ({
    Dockerfile: `FROM postgres:18\n${times(count, (at) => `ENV URL${at}=postgres://u@h/d?sslmod=x\n`)}`,
  }),
  "settings in SQL": statements((at) => `ALTER SYSTEM SET k${at} = 'v';\n`),
  "settings in SQL, again and again": statements((at) => `ALTER SYSTEM SET work_mem = '${at}MB';\n`),
  subscriptions: statements(
    (at) => `CREATE SUBSCRIPTION s${at} CONNECTION 'host=h${at} sslmod=x' PUBLICATION p;\n`,
  ),
  "calls of dblink": statements((at) => `SELECT * FROM dblink('host=h${at} sslmod=x', '') AS t(a int);\n`),
  "servers of postgres_fdw": statements(
    (at) => `CREATE SERVER s${at} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (sslmod 'x');\n`,
  ),
  "services of Compose that run PostgreSQL": services(
    (at) => `  s${at}: {image: "postgres:18", command: -c k${at}=v -c wrok_mem=1}\n`,
  ),
  "arguments of a server in one line": (count: number) => ({
    "compose.yaml": `services:\n  db:\n    image: postgres:17\n    command: postgres${times(count, (at) => ` -c work_mem=${at}MB`)}\n`,
  }),
  "services of Compose with a connection string": services(
    (at) => `  s${at}: {image: app, environment: {URL: "postgres://h${at}/d?sslmod=x"}}\n`,
  ),
  "lists of names": (count) => {
    const [databases, users] = ["d", "u"].map((letter) => times(count, (at) => `${letter}${at},`));
    return { "pg_hba.conf": `hostssl ${databases}d ${users}u 10.0.0.0/24 md5\n` };
  },
  "networks that lie in each other": hba((at) => `host all all 10.0.${at % 256}.0/${8 + (at % 24)} md5\n`),
  passwords: pgpass((at) => `h${at}:5432:d:u:p\n`),
  "passwords for any host": pgpass((at) => `*:*:d${at}:u${at}:p\n`),
  "databases of PgBouncer": pgbouncer("[databases]", (at) => `d${at} = host=h${at} sslmod=x\n`),
  "users of PgBouncer": pgbouncer("[users]", (at) => `u${at} = pool_mode=x\n`),
  "unknown settings of PgBouncer": pgbouncer("[pgbouncer]", (at) => `auth_typ${at} = v\n`),
  "settings of PgBouncer again and again": pgbouncer("[pgbouncer]", (at) => `auth_type = v${at}\n`),
  "CAs, each with a CRL": authorities((at) => `ca ${at}`),
  "CAs of one name with CRLs in it": authorities(() => "ca"),
  "CAs below each other": authorities(
    (at) => `ca ${at}`,
    (at) => `ca ${at + 1}`,
  ),
  "CAs of two names that issue each other": authorities(
    (at) => `ca ${at % 2}`,
    (at) => `ca ${(at + 1) % 2}`,
  ),
  "sections of PgBouncer": pgbouncer("", (at) => `[s${at}]\nk = v\n`),
};

/** The same where fewer lines are compared with each other, up to 2,000, or where a few would not show it. */
export const repeatedOften: typeof repeated = {
  "comments in a script": (count) => ({
    "set_up.sh": times(
      count,
      (at) => `# pgssl-disable-next-line conf-x\necho "a.k${at} = v" >> $PGDATA/postgresql.conf\n`,
    ),
  }),
  "records with host names": hba((at) => `host all all h${at}.example.com md5\n`),
  "records with networks": hba((at) => `host all all 10.${at >> 8}.${at & 255}.0/24 md5\n`),
  "records with networks of IPv6": hba((at) => `host all all fd00:${at.toString(16)}::/32 md5\n`),
  "records with names": hba((at) => `host d${at} u${at} 10.0.0.0/24 md5\n`),
};
