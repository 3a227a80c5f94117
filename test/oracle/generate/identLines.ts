import type { Random } from "./random.ts";
import { generateRegex } from "./regexes.ts";
import { damage, joinColumns, spell } from "./words.ts";

/** A line of pg_ident.conf, or a few that belong together; valid or not, in about equal parts. */
export function generateIdentLine(random: Random): string {
  if (random.chance(0.03))
    return random.pick(["", "#", " ", "m", "m a", ",", "include one", "include missing", "include x y"]);
  const columns = [
    spell(random, random.pick(["m", "users", "", "a b", "all", "+m", "/m", "é", "include"])),
    spell(random, systemUser(random)),
    spell(random, databaseUser(random)),
    ...random.several(0, random.chance(0.1) ? 2 : 0, () => "extra"),
  ];
  const line = joinColumns(random, columns);
  const damaged = random.chance(0.2) ? damage(random, line) : line;
  if (random.chance(0.03)) return `${damaged.slice(0, 5)}\\\n${damaged.slice(5)}\nm a b\n`;
  return damaged;
}

function systemUser(random: Random): string {
  if (random.chance(0.6)) return `/${generateRegex(random)}`;
  if (random.chance(0.06)) return random.pick(["@one", "@words"]);
  return random.pick(["alice", "alice@EXAMPLE.COM", "CN=alice,O=x", "", "é", "all", "\\1", "bob", "x"]);
}

function databaseUser(random: Random): string {
  if (random.chance(0.25)) return `/${generateRegex(random)}`;
  if (random.chance(0.06)) return random.pick(["@one", "@empty", "@missing"]);
  return random.pick(["bob", "all", "+admins", "\\1", "x\\1y", "\\2", "", "a,b", "é", "app"]);
}
