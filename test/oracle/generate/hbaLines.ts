import { authMethods } from "../../../server/src/core/data/authMethods.ts";
import { authOptions } from "../../../server/src/core/data/authOptions.ts";
import { connectionTypes } from "../../../server/src/core/data/connectionTypes.ts";
import { hbaKeywords } from "../../../server/src/core/data/hbaKeywords.ts";
import { existsIn, type ServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import type { Random } from "./random.ts";
import { generateRegex } from "./regexes.ts";
import { damage, joinColumns, spell } from "./words.ts";

/** A line of pg_hba.conf, or a few lines that belong together; valid for the version or not, in about equal parts. */
export function generateHbaLine(random: Random, version: ServerVersion): string {
  const line = generateRecord(random, version);
  // A damaged address of a RADIUS server is a name, which the server looks up: what it says would depend on the DNS.
  const damaged = random.chance(0.18) && !/radiuss/.test(line) ? damage(random, line) : line;
  return random.chance(0.04) ? continued(random, damaged) : damaged;
}

function generateRecord(random: Random, version: ServerVersion): string {
  if (random.chance(0.02))
    return random.pick(["", "#", "   ", ",", "# local all all trust", "\t", '""', "\u00a0"]);
  if (random.chance(0.02)) return random.pick(includes);
  const type = random.pick(connectionTypes);
  const columns = [type.name, generateList(random, "database"), generateList(random, "user")];
  if (type.hasAddress) columns.push(...generateAddress(random));
  const method = generateMethod(random, version, type.name);
  return joinColumns(random, [...columns, method, ...generateOptions(random, version, method, type.name)]);
}

const includes = [
  "include one",
  "include @one",
  "include missing",
  'include "missing"',
  "include_if_exists missing",
  "include_if_exists missing more",
  "include_dir missing",
  "include_dir below",
  "include empty",
  "include",
  "include,x empty,y",
];

function generateList(random: Random, column: "database" | "user"): string {
  const keywords = hbaKeywords.filter((keyword) => keyword.column === column).map((keyword) => keyword.name);
  const items = random.several(1, random.chance(0.2) ? 3 : 1, () => {
    const kind = random.fraction();
    if (kind < 0.5) return spell(random, random.pick(keywords));
    if (kind < 0.65)
      return spell(random, random.pick(["app", "a b", "", "+admins", "x".repeat(70), "é", "+", "a@b"]));
    if (kind < 0.72)
      return random.pick(["@words", "@one", "@empty", "@nested", "@missing", '@"words"', '"@words"', "@"]);
    return kind < 0.9 ? spell(random, `/${generateRegex(random)}`) : spell(random, "app");
  });
  return items.join(random.pick([",", ", "]));
}

function generateAddress(random: Random): string[] {
  const kind = random.fraction();
  if (kind < 0.3) return [spell(random, random.pick(names))];
  const isIpv6 = random.chance(0.25);
  const address = isIpv6 ? random.pick(random.chance(0.9) ? ipv6 : badIpv6) : generateIpv4(random);
  if (kind < 0.72) {
    const size = random.integer(0, isIpv6 ? 129 : 33);
    return [spell(random, `${address}/${random.chance(0.92) ? size : random.pick(prefixes)}`)];
  }
  if (kind > 0.98) return [address];
  const fitting = random.pick(isIpv6 ? ipv6Masks : ipv4Masks);
  return [address, random.chance(0.8) ? fitting : random.pick([...ipv6Masks, ...ipv4Masks, ...badMasks])];
}

function generateIpv4(random: Random): string {
  if (random.chance(0.12)) return random.pick(oddIpv4);
  return Array.from({ length: 4 }, () => random.integer(0, random.chance(0.02) ? 300 : 255)).join(".");
}

const names = ["all", "all", "samehost", "samenet", "db.example.com", ".example.com", "has space", "*"];
const ipv6 = ["::1", "fe80::1", "2001:db8::", "::ffff:1.2.3.4", "::", "1:2:3:4:5:6:7:8", "FE80::A"];
const badIpv6 = ["1::2::3", ":1", "1:2:3:4:5:6:7", "g::1", "[::1]"];
const oddIpv4 = "10 10.1 0x7f.1 010.0.0.1 167772161 0x0a000001 1.2.3 09.1.1.1 1.2.3.4.5 1..2 1.2.3.".split(
  " ",
);
const prefixes = [
  "",
  "+8",
  " 8",
  "08",
  "8x",
  "255.0.0.0",
  "24/24",
  "-1",
  "1e1",
  "0x8",
  "99999999999999999999",
  "8 ",
];
const ipv4Masks = ["255.255.255.0", "255.255.0.0", "255.255.255.255", "255.0.255.0", "0", "0.0.0.0"];
const ipv6Masks = ["ffff::", "::", "ffff:ffff:ffff:ffff::", "ffff:0:ffff::"];
const badMasks = ["24", "255.255.255", "x", "", "255.255.255.256", "/24"];

function generateMethod(random: Random, version: ServerVersion, type: string): string {
  if (random.chance(0.04))
    return random.pick(["krb5", "crypt", "Trust", "scram", "md5,trust", "", "trust\\", "none"]);
  const known = authMethods.filter((method) => existsIn(method, version) || random.chance(0.1));
  const likely = known.filter(
    (method) => !method.buildFeature && (!method.types || method.types.some((t) => t === type)),
  );
  if (type === "hostssl" && random.chance(0.3)) return "cert";
  return spell(random, random.pick(random.chance(0.9) ? likely : known).name);
}

function generateOptions(random: Random, version: ServerVersion, method: string, type: string): string[] {
  const name = method.replaceAll('"', "");
  const required = (requiredOptions[name] ?? []).filter(() => random.chance(0.93));
  const fitting = authOptions.filter(
    (option) =>
      existsIn(option, version) &&
      (!option.methods || option.methods.includes(name)) &&
      (!option.onlyHostssl || type === "hostssl"),
  );
  const count = random.chance(0.45) ? 0 : 2;
  const others = random.several(0, count, () => {
    const pool = random.chance(0.92) && fitting.length > 0 ? fitting : authOptions;
    const option = random.pick(pool);
    const value =
      option.values && random.chance(0.8)
        ? random.pick(option.values).text
        : random.pick(optionValues[option.kind] ?? plainValues);
    return `${option.isPrefix ? option.name + random.pick(["x", "", "a-b_1", "a.b", "é"]) : option.name}=${value}`;
  });
  if (random.chance(0.03))
    others.push(random.pick(["map", "map = x", "=", "=x", "Map=x", "krb_server_keyfile=x", "ldapscope=x"]));
  return [...required, ...others].map((option) => spell(random, option));
}

const requiredOptions: Readonly<Record<string, readonly string[]>> = {
  ldap: ["ldapserver=ldap.example.com", "ldapbasedn=dc=example"],
  oauth: ["issuer=https://example.com", "scope=openid"],
  radius: ["radiusservers=127.0.0.1", "radiussecrets=secret"],
};

const plainValues = ["x", "", "a b", "a,b", "1", "é", "a=b", '"', "/x", "@words"];

/** RADIUS servers are addresses here, since the server looks names up in the DNS while it reads the file. */
const optionValues: Readonly<Record<string, readonly string[]>> = {
  choice: ["", "x", "verify-full", "1", "CN", "dn", "no-verify", "verify_ca", "Verify-Full"],
  "ldap-url": [
    ..."ldap://h/ ldap://h ldaps://h/dc=x ldap://h/dc=x?uid?sub ldap://h/dc=x?uid?sub?(a=b) ldapi:///x http://h/ x".split(
      " ",
    ),
    ..."ldap://h/dc=x??one ldap://h:389/dc=x ldap://h:x/ ldap://h/dc=x?uid?tree ldap:///dc=x ldap://h/?uid?base LDAP://h/".split(
      " ",
    ),
  ],
  list: ["127.0.0.1", "127.0.0.1,::1", "", "a b", ",", "127.0.0.1,", " ", '"127.0.0.1"', '"127.0.0.1'],
  port: ["389", "0", "", "x", "389x", "-5", "4294967296", " 389", "+1", "0x10", "99999999"],
  "port-list": ["1812", "1812,1813", "0", "x", "", "1x", " 1", "1,,2"],
};

/** Spreads a line over two, which 13 does not know, or puts a line before it that swallows it from 14 on. */
function continued(random: Random, line: string): string {
  const at = random.integer(0, line.length);
  const cut = `${line.slice(0, at)}\\\n${line.slice(at)}`;
  const after = random.chance(0.5) ? "\nlocal all all trust\n" : "";
  return (
    random.pick([
      cut,
      `# a comment \\\n${line}`,
      cut.replace("\n", "\r\n"),
      `${line}\\`,
      `\0${line}\nlocal all all x`,
    ]) + after
  );
}
