import { findSetting, type Setting, settingNames } from "../../../server/src/core/data/settings.ts";
import { unitsFor } from "../../../server/src/core/data/units.ts";
import { type ServerVersion, serverVersions } from "../../../server/src/core/model/serverVersion.ts";
import { stringValues, unpredictable } from "./confStrings.ts";
import type { Random } from "./random.ts";

/** Makes lines of postgresql.conf for one version; valid or not, in about equal parts. Every setting comes about equally often. */
export function confLineGenerator(version: ServerVersion): (random: Random) => string {
  const names = [
    ...settingNames(version).filter((name) => !unpredictable.has(name)),
    ...[
      "seed",
      "default_with_oids",
      "ssl_renegotiation_limit",
      "role",
      "session_authorization",
      "is_superuser",
    ],
    ...["sort_mem", "vacuum_mem", "ssl_ecdh_curve"],
  ];
  const elsewhere = serverVersions.flatMap(settingNames).filter((name) => !findSetting(name, version));
  let next = 0;
  return (random) => {
    if (random.chance(0.06)) return random.pick(wholeLines);
    const foreign = random.chance(0.05);
    const name = foreign
      ? random.pick([...elsewhere, ...oddNames])
      : (names[next++ % names.length] as string);
    const setting = findSetting(name, version);
    const value = setting ? generateValue(random, setting) : random.pick(["1", "on", "'x'"]);
    const spelled = random.chance(0.1) ? name.toUpperCase() : name;
    const line = spelled + random.pick([" = ", " = ", "=", " ", "\t= ", " =  "]) + value + random.pick(ends);
    return random.chance(0.08) ? damage(random, line) : line;
  };
}

const ends = ["", "", "", "", " ", "\t# a comment", "#c", " # it's", "\r"];
const oddNames = [
  "no_such_setting",
  "ssl_foo.bar",
  "a.b.c",
  "plpgsql.x",
  "sslé",
  "_x",
  "ssl-x",
  "1a",
  "x$",
  "a.1",
];

const wholeLines = [
  ..."ssl|= on|ssl =|ssl = = on|ssl on off|'ssl' = on|include|include = ''|include_dir 'missing'|include_if_exists 'missing'".split(
    "|",
  ),
  ..."include 'missing'|include_dir = ''|include_if_exists ' '|INCLUDE 'missing'|#|# x|\t|;|ssl_cert_file'x'|'x'|1 = 1".split(
    "|",
  ),
  ..."ssl_cert_file = server.crt|ssl_cert_file = my-server.crt|ssl_cert_file = a.b.c|ssl_cert_file = /x|ssl_cert_file = x/y".split(
    "|",
  ),
  ..."ssl_ca_file = 'x|ssl_ca_file = 'x' 'y'|ssl_ca_file = 'x'y|ssl_ca_file = 'it''s'|ssl_ca_file = 'a\\'b'|ssl_ca_file = ''".split(
    "|",
  ),
  ..."ssl_ciphers = HIGH:!aNULL|ssl_ciphers = HIGH:x|port: 1|port = 1.2.3|port = 5432 # c|port = 5432x|port = $X|ssl = on;".split(
    "|",
  ),
  ..."ssl\u00a0= on|ssl = on\u00a0|\ufeffssl = on|\ufeff# x|ssl = 'on|ssl = on'|ssl = \"on\"|ssl = 'o\\156'|ssl = 'on\\|ssl = on\\".split(
    "|",
  ),
  "ssl_ca_file = 'a\nb'",
  "ssl = on\nssl = maybe\nssl = off",
  "ssl = maybe\nssl = on",
  "ssl = maybe\nSSL = on",
  "port = x\nno_such_setting = 1",
  "no_such_setting = 1\nport = 1.2.3\nssl = maybe",
];

function generateValue(random: Random, setting: Setting): string {
  if (random.chance(0.04))
    return random.pick(["", "''", "' '", "=", "x y", "é", ",", "'a'b", "null", "default", "'"]);
  switch (setting.type) {
    case "bool":
      return quoted(random, random.pick(random.chance(0.6) ? booleans : notBooleans));
    case "enum":
      return quoted(random, generateEnum(random, setting));
    case "string":
      return `'${random.pick(stringValues(setting)).replaceAll("'", "''")}'`;
    default:
      return generateNumber(random, setting);
  }
}

const booleans = "on off true false yes no 1 0 t f y n tr tru fa fal fals ye of ON Off TRUE nO".split(" ");
const notBooleans = [
  "o",
  "2",
  "onn",
  "trues",
  "-1",
  "00",
  " on",
  "on ",
  "yess",
  "enabled",
  "1.0",
  "nope",
  "fälse",
];

/** Values that only servers with some library know. What the platform decides is left out. */
export function valuesOfBuilds({ valuesElsewhere = {} }: Setting): string[] {
  return Object.entries(valuesElsewhere).flatMap(([value, { feature }]) => (feature ? [value] : []));
}

function generateEnum(random: Random, setting: Setting): string {
  const { values = [], hiddenValues = [] } = setting;
  const value = random.pick([...values, ...values, ...hiddenValues, ...valuesOfBuilds(setting)]);
  const kind = random.fraction();
  if (kind < 0.5) return value;
  if (kind < 0.65) return value.toUpperCase();
  return random.pick([
    value.slice(0, -1),
    `${value}x`,
    ` ${value}`,
    "on",
    "true",
    "1",
    "0",
    "no",
    "auto",
    "x",
    "none",
    "debug",
    "TLSv1.4",
  ]);
}

function quoted(random: Random, value: string): string {
  return random.chance(0.5) && /^[A-Za-z0-9][\w-]*$/.test(value) ? value : `'${value}'`;
}

function generateNumber(random: Random, { type, min = 0, max = 0, unit }: Setting): string {
  const inside = min + Math.floor(random.fraction() ** 4 * (Math.min(max, 1e9) - min));
  const number = random.pick([inside, inside, inside, inside, min, max, min - 1, max + 1, 0, -1, 1, 16, 128]);
  const text = random.pick([
    ...Array.from({ length: 12 }, () => String(number)),
    `0x${Math.abs(Math.trunc(number)).toString(16)}`,
    `0${Math.abs(Math.trunc(number)).toString(8)}`,
    `${inside}.${random.integer(0, 9)}`,
    `+${inside}`,
    "1e2",
    ...[
      "1.5",
      "0.5",
      ".5",
      "5.",
      "08",
      "0x",
      "1_000",
      "1,000",
      "9999999999",
      "1e999",
      "NaN",
      "inf",
      "-",
      "2147483648",
      "0x1p3",
    ],
  ]);
  if (type === "real" && random.chance(0.2))
    return quoted(random, random.pick(["0.1", "1e-3", "1.5e1", "1e400", "-0.0", "1e-400"]));
  const units = [
    ...unitsFor(unit),
    ...(random.chance(0.2) ? ["KB", "mb", "m", "S", "hour", "B", "ms", "x", "us"] : []),
  ];
  if (!random.chance(0.35) || units.length === 0) return random.chance(0.6) ? text : `'${text}'`;
  const small = random.chance(0.7) ? String(random.integer(0, 100)) : text;
  const suffix = random.pick(units);
  return random.chance(0.3)
    ? `${small}${suffix}`
    : `'${random.pick(["", " "])}${small}${random.pick(["", " ", "  "])}${suffix}${random.pick(["", " "])}'`;
}

function damage(random: Random, line: string): string {
  const at = random.integer(0, line.length);
  const oddity = random.pick([..."' \" = , . - # \\ $ é".split(" "), "''", "\u00a0", "\v", "\0", " "]);
  return random.chance(0.6)
    ? line.slice(0, at) + oddity + line.slice(at)
    : line.slice(0, at) + line.slice(at + 1);
}
