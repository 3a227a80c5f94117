import type { ConnectionKeyword } from "../../../server/src/core/data/connectionKeyword.ts";
import { connectionKeywords } from "../../../server/src/core/data/connectionKeywords.ts";
import type { Random } from "./random.ts";

/** A connection string, valid or not in about equal parts, that leads to no host but this machine. */
export function connectionString(random: Random): string {
  const text = random.chance(0.4) ? uri(random) : pairs(random);
  return random.chance(0.08) ? damage(random, text) : text;
}

/** Not what is decided by the machine: services, files, whether the library has GSSAPI. */
const left = new Set(["service", "servicefile", "host", "hostaddr", "passfile", "sslkeylogfile"]);
const keywords = connectionKeywords.filter(({ name }) => !left.has(name));
const oddNames = ["", "ssl", "requiressl", "SSLMODE", "sslmod", "foo", "hostadr", "sslmode;", "Port"];
const oddValues = [
  "",
  "x",
  "1",
  "0",
  "-1",
  "true",
  " 1 ",
  "a b",
  "it's",
  "a\\b",
  "é",
  "999999999999",
  "verify_full",
];

function parameter(random: Random): readonly [name: string, value: string] {
  if (random.chance(0.05)) return [random.pick(oddNames), random.pick(oddValues)];
  if (random.chance(0.1))
    return ["host", random.pick(["/nowhere", "localhost", "127.0.0.1", "/a,/b", "", "/a,,/b"])];
  if (random.chance(0.05)) return ["hostaddr", random.pick(["127.0.0.1", "127.0.0.1,127.0.0.1", "", "::1"])];
  const weighted = random.chance(0.6) ? keywords.filter(({ kind }) => kind !== "text") : keywords;
  const keyword = random.pick(weighted);
  return [keyword.name, value(random, keyword)];
}

function value(random: Random, { name, kind, values = [] }: ConnectionKeyword): string {
  if (random.chance(0.12)) return random.pick(oddValues);
  const text = () => random.pick(values).text;
  const among = (): string => {
    switch (kind) {
      case "choice":
        return name === "gssencmode" ? "disable" : text();
      case "protocol":
        return random.chance(0.2) ? text().toLowerCase() : text();
      case "flag":
        return random.pick(["0", "1", "on"]);
      case "integer":
        return random.pick(["0", "1", "2", " 2 ", "+1", "-2147483648", "2147483648", "1.5", "1s"]);
      case "ports":
        return random.pick(["5432", "1", "65535", "65536", "0", "1,2", "1,,3", "1,x", " 6 "]);
      case "methods": {
        const sign = random.pick(["", "", "!"]);
        const count = random.pick([1, 2, 3]);
        return Array.from({ length: count }, () => `${random.chance(0.1) ? "!" : sign}${text()}`).join(",");
      }
      case "key":
        return random.pick([
          `${"A".repeat(43)}=`,
          "QUJD",
          `${"B".repeat(20)} ${"B".repeat(23)}=`,
          `${"A".repeat(44)}`,
        ]);
      case "text":
        return name === "sslrootcert" && random.chance(0.5)
          ? "system"
          : random.pick(["x", "/nowhere/file", "a b", "it's", ""]);
    }
  };
  return random.chance(0.03) ? among().toUpperCase() : among();
}

function pairs(random: Random): string {
  const count = random.pick([0, 1, 1, 2, 2, 3, 4]);
  let text = random.pick(["", "", "", " ", "\n"]);
  for (let index = 0; index < count; index++) {
    const [name, value] = parameter(random);
    text += `${name}${random.pick(["=", "=", "=", " = ", "= ", "\t="])}${quote(random, value)}`;
    text += random.pick([" ", " ", " ", "  ", "\n", "\u00a0", "\v", random.chance(0.2) ? "" : " "]);
  }
  return text;
}

function quote(random: Random, value: string): string {
  if (random.chance(0.1)) return value;
  const escaped = value.replace(/[\\']/g, "\\$&");
  return value === "" || /\s/.test(value) || random.chance(0.3)
    ? `'${escaped}'`
    : random.chance(0.05)
      ? escaped.replace(/[aes]/g, "\\$&")
      : escaped;
}

function uri(random: Random): string {
  let text = random.pick(["postgresql://", "postgres://", "postgres://", "Postgres://", "postgres:/"]);
  if (random.chance(0.4))
    text += random.pick(["u@", "u:p@", ":p@", "@", "u:@", "u:p@w@", "u:a%40b@", "u%zz@", "u u@", "a:b:c@"]);
  text += random.pick([
    "localhost",
    "",
    "127.0.0.1:1",
    "[::1]",
    "[::1]:2",
    "[",
    "[]",
    "[::1]x",
    "localhost:1,:2",
    "%2Fnowhere",
    ":5,:6",
    "[::1],localhost",
    "localhost:",
    " localhost ",
    "localhost,127.0.0.1:7",
    "127.0.0.1:0",
  ]);
  text += random.pick(["", "/", "/d", "/d", "/d%20e", "/ d", "/d e", "/%00", "/d%4", "/d/e"]);
  if (random.chance(0.7)) {
    const count = random.pick([1, 1, 2, 3]);
    const query = Array.from({ length: count }, () => {
      const [name, value] = random.chance(0.1) ? ["ssl", "true"] : parameter(random);
      const written = random.chance(0.9) ? encodeURIComponent(value) : value;
      return random.pick([
        `${name}=${written}`,
        `${name}=${written}`,
        `${name}=${written}`,
        `${name}=${written}`,
        `${name}= ${written}`,
        `${name}`,
        `${name}==${written}`,
        `${name} =${written} `,
      ]);
    });
    text += `?${query.join("&")}${random.pick(["", "", "", "&", "&&", "#f", " "])}`;
  }
  return text;
}

function damage(random: Random, text: string): string {
  const at = random.integer(0, text.length);
  return `${text.slice(0, at)}${random.pick(["", "'", "=", "%", "\\", " ", "@", "]", "%41", "%e9"])}${text.slice(at + random.pick([0, 1]))}`;
}

/** Strings that are always tried. */
export const wholeStrings: readonly string[] = [
  "sslmode=''",
  "sslmode=verfy",
  "channel_binding=''",
  "require_auth=''",
  "require_auth='scram-sha-256, md5'",
  "require_auth=!none,!md5",
  "require_auth=none,!md5",
  "require_auth=!md5,none",
  "require_auth=md5,md5",
  "require_auth=foo",
  "require_auth=oauth",
  "requiressl=1",
  "sslnegotiation=''",
  "sslnegotiation=direct",
  "sslnegotiation=direct sslmode=require",
  "sslrootcert=system",
  "sslrootcert=system sslmode=require",
  "ssl_min_protocol_version=''",
  "ssl_min_protocol_version=tlsv1.3 ssl_max_protocol_version=TLSv1.2",
  "ssl_min_protocol_version=SSLv3",
  "ssl_max_protocol_version=TLSv1.1",
  "sslcertmode=''",
  "sslcertmode=foo",
  "sslcertmode=require",
  "gssencmode=''",
  "gssencmode=prefer",
  "gssencmode=foo",
  "target_session_attrs=''",
  "target_session_attrs=primary",
  "load_balance_hosts=''",
  "load_balance_hosts=foo",
  "min_protocol_version=3.2 max_protocol_version=3.0",
  "min_protocol_version=''",
  "max_protocol_version=9",
  "scram_client_key=xx",
  "host=/tmp,/tmp port=1,2,3",
  "host=/tmp,/tmp hostaddr=127.0.0.1",
  "host='' port=1,2",
  "port=x",
  "port=0",
  "port=70000",
  "port='  12 '",
  "port=''",
  "connect_timeout=x",
  "keepalives=x host=127.0.0.1",
  "sslsni=foo",
  "sslcompression=foo",
  "tty=x",
  "postgres:// h/",
  "postgres://localhost/ d",
  "postgres://localhost/d?sslmode= require",
  "postgres://localhost/d?foo=bar",
  "postgres://localhost/d?requiressl=0",
  "postgres://localhost/d?ssl=true",
  "postgres://localhost/d?ssl=false",
  "Postgres://localhost",
  "postgres://[::1]x",
  "postgres://%zz@",
  "postgres://%00@",
  "postgres://u:p@w@localhost",
  "a",
  "",
  "   ",
  "client_encoding=foo",
  "replication=foo",
  "oauth_issuer=x",
  "sslkeylogfile=/x",
  "channel_binding=require sslmode=disable",
  "gssencmode=disable sslmode=disable sslcertmode=require",
  "postgres:///?sslmode=&",
  "postgres://localhost?a=b=c",
  "postgres://localhost?a",
  "postgres:///?sslmode=verify-full#x",
  "host=a=b",
  "sslmode=verify-full\\",
  "sslmode='verify-full",
  "sslmode='a'b=c",
  "user=a\\ b",
  "user='a\\'b'",
  "=x",
  "= x",
  "a =",
  "postgres://",
  "postgres://?",
  "postgres://localhost/d?&",
  "postgres:///d?host=/nowhere&port=1",
  "postgres://u@localhost:1,localhost:2/d",
  "postgres:///?%73slmode=require",
  "ssl=true",
  "postgres:///?application_name=%c3%a9%e9",
  "sslmode=require sslmode=disable",
  "SSLMODE=require",
  "sslmode=Require",
  "ssl_min_protocol_version='' ssl_max_protocol_version=TLSv1",
  "ssl_max_protocol_version=''",
  "require_auth=!",
  "require_auth=,",
  "require_auth=md5,",
  "host=/a,/b port=1",
  "host=/a,/b port=,",
  "port=,",
  "sslrootcert=system sslmode=verify-full",
  "sslrootcert=system sslnegotiation=direct",
  "sslnegotiation=postgres sslmode=disable",
];
