import { pgbouncerSettings } from "../../../server/src/core/data/pgbouncer/pgbouncerSettings.ts";
import { head, ini, type PgBouncerCase, strings } from "../pgbouncerCases.ts";
import type { Random } from "./random.ts";

/** Settings whose values would do something to this machine, or to the start itself. */
const left =
  /^(?:user|logfile|pidfile|resolv_conf|listen_|unix_socket|syslog|conffile|verbose|job_name|pkt_buf|.*tls|auth_|so_reuseport|tcp_|peer_id|sbuf)/;

const numbers = [
  "0",
  "1",
  "10",
  "0x10",
  "010",
  "+3",
  "08",
  "0x",
  "1.5",
  "1x",
  "on",
  "",
  "1 2",
  "ten",
  "1e1",
  "1,000",
];
const durations = [
  ...numbers,
  "0.5",
  ".5",
  "5.",
  "1e3",
  "inf",
  "nan",
  "0x1p3",
  "10s",
  "1min",
  "-0",
  "-1",
  "1e999",
  "infinity",
  "+.5e1",
];

/** A file with a few settings, most of them sound. */
export function generatePgBouncer(random: Random): PgBouncerCase {
  const names = pgbouncerSettings.filter(({ name }) => !left.test(name));
  const setting = (): string => {
    const { name, kind, values = [] } = random.pick(names);
    const written = random.chance(0.03) ? name.slice(1) : random.chance(0.02) ? name.toUpperCase() : name;
    const sign = random.pick(["=", " = ", "= ", "\t=\t"]);
    const sound = random.chance(0.85);
    const value =
      kind === "seconds"
        ? random.pick(sound ? ["0", "15", "0.5", "1e3"] : durations)
        : kind === "text"
          ? random.pick(["", "x", "a b", "'q'", "x ; c"])
          : kind === "choice"
            ? random.pick(sound ? values.map(({ text }) => text) : ["x", "", "Session", "transaction "])
            : random.pick(sound ? ["0", "1", "10", "0x10"] : numbers);
    return `${written}${sign}${value}`;
  };
  const line = (): string =>
    random.chance(0.1)
      ? random.pick([
          "; comment",
          "# comment",
          "  ; comment",
          "[pgbouncer]",
          "%include",
          "[users]",
          "max_client_conn",
        ])
      : setting();
  const database = () => `d${random.integer(0, 9)} = ${random.pick(strings)}`;
  const databases = random.chance(0.4) ? `[databases]\n${random.several(0, 3, database).join("\n")}\n` : "";
  const own = random.several(1, 6, line).join("\n");
  return ini(random.chance(0.5) ? `${databases}${head}${own}\n` : `${head}${own}\n${databases}`);
}

const types = [
  "local",
  "host",
  "hostssl",
  "hostnossl",
  "host",
  "hostssl",
  "hostgssenc",
  "HOST",
  '"host"',
  "include",
  "@x",
];
const names = [
  "all",
  "shop",
  "all",
  '"a b"',
  "a,b",
  "a, b",
  "sameuser",
  "samerole",
  "samegroup",
  "replication",
  "+g",
  '"+g"',
  "@none",
  "@names",
  "@blank",
  "@outer",
  "@loop",
  "@lost",
  "@more/names",
  '"open',
  "a,,b",
  '""',
  "/^a",
  'a"b"',
  "#c",
  "",
];
const addresses = [
  "10.0.0.0/8",
  "127.0.0.1/32",
  "::1/128",
  "10.0.0.0 255.0.0.0",
  "::/0",
  "0.0.0.0/0",
  "10.1.0.0/8",
  "fe80::1/64",
  "all",
  "samenet",
  "samehost",
  "db.example.com",
  ".example.com",
  "10.0.0.1",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/+8",
  "10.0.0.0/08",
  "010.0.0.0/8",
  "10.0.0/8",
  '"10.0.0.0/8"',
  "::ffff:10.0.0.1/128",
  "1::2::3/64",
  "::1 ffff::",
  "::1 255.0.0.0",
  "fe80::1%lo/64",
  "1:2:3:4:5:6:7:8/128",
  "1:2:3:4:5:6:1.2.3.4/128",
  "::1.2.3.400/128",
  "10.0.0.0 255.0.255.0",
  "10.0.1.0 255.0.255.0",
  "/8",
  "",
];
const methods = [
  "md5",
  "trust",
  "scram-sha-256",
  "reject",
  "cert",
  "peer",
  "password",
  "ident",
  "gss",
  "ldap",
  "pam",
  "radius",
  "MD5",
  '"md5"',
  "plain",
  "any",
  "hba",
  "md5,trust",
  "md5#c",
  "",
];
const rests = ["", "", "", "", " # c", " clientcert=verify-full", " map=m", " \\", ' "x"', ","];

/** A line of auth_hba_file, most of them sound. */
export function generateHbaLine(random: Random): string {
  const pick = (words: readonly string[], sound: number) =>
    random.chance(0.6) ? random.pick(words.slice(0, sound)) : random.pick(words);
  const type = pick(types, 6);
  const gap = () => random.pick([" ", " ", "\t", "   "]);
  const address = type === "local" && random.chance(0.9) ? "" : `${pick(addresses, 8)}${gap()}`;
  return `${type}${gap()}${pick(names, 7)}${gap()}${pick(names, 6)}${gap()}${address}${pick(methods, 7)}${pick(rests, 5)}`;
}

/** The files that generated lines name with `@`. */
export const hbaNameFiles = {
  names: "a\nb, c\n",
  blank: "a\n\nb\n",
  outer: "@names\n@inner, x\n",
  inner: "all\n@names\n",
  loop: "@back\n",
  back: "@loop\n",
  lost: "@none\n",
  "more/names": "@beside\n",
  "more/beside": "a\n",
} as const;

/** A configuration whose records are compared. */
export const hbaIni = `${head}auth_type=hba\nauth_hba_file=DIR/hba.conf\n`;
