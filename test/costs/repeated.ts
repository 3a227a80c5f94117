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
  "variables of .env": (count) => ({
    ".env": times(count, (at) => `URL${at}=postgres://u@h${at}/d?sslmod=x\n`),
  }),
  "instructions of a Dockerfile": (count) => ({
    Dockerfile: `FROM postgres:18\n${times(count, (at) => `ENV URL${at}=postgres://u@h/d?sslmod=x\n`)}`,
  }),
};
